package io.tocsin.collector.fetch;

import io.tocsin.collector.fetch.FetchFailure.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads the body of an answer, in whichever of the three ways it comes, up to a limit. */
final class BodyReader {

    private static final int PIECE = 8 * 1024;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final AnswerReader head;
    private final InputStream in;
    private final int limit;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean cut;

    BodyReader(AnswerReader head, int limit) {
        this.head = head;
        this.in = head.rest();
        this.limit = limit;
    }

    /** @param method that was asked with */
    Response read(String method, Response response) throws IOException {
        String coding = response.headers().getOrDefault("transfer-encoding", "");
        int status = response.status();
        if (method.equals("HEAD") || status == NO_CONTENT || status == NOT_MODIFIED) {
            return response;
        }
        if (coding.toLowerCase(Locale.ROOT).equals("chunked")) {
            chunks();
        } else if (!coding.isEmpty() && !coding.equalsIgnoreCase("identity")) {
            throw AnswerReader.malformed("the answer has the transfer encoding \"" + AnswerReader.shown(coding) + "\"");
        } else if (response.contentLength() >= 0) {
            exactly(response.contentLength());
        } else {
            toTheEnd();
        }
        return response.with(body.toByteArray(), cut);
    }

    private void chunks() throws IOException {
        while (!cut) {
            String size = head.line().replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9a-fA-F]{1,15}")) {
                throw AnswerReader.malformed("the size of a chunk is no number");
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                head.headers();
                return;
            }
            exactly(length);
            if (!cut && !head.line().isEmpty()) {
                throw AnswerReader.malformed("a chunk is longer than it says");
            }
        }
    }

    private void exactly(long length) throws IOException {
        byte[] piece = new byte[PIECE];
        long left = length;
        while (left > 0 && !cut) {
            int read = in.read(piece, 0, (int) Math.min(left, PIECE));
            if (read < 0) {
                throw new FetchException(Reason.CONNECTION_LOST, "the body ended " + left + " bytes too early");
            }
            take(piece, read);
            left -= read;
        }
    }

    private void toTheEnd() throws IOException {
        byte[] piece = new byte[PIECE];
        for (int read = in.read(piece); read >= 0 && !cut; read = in.read(piece)) {
            take(piece, read);
        }
    }

    private void take(byte[] piece, int length) {
        int room = limit - body.size();
        body.write(piece, 0, Math.min(room, length));
        cut = length > room;
    }
}
