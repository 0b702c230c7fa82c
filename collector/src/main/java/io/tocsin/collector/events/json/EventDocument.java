package io.tocsin.collector.events.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Takes a body apart into events of one type, one after the other, without a tree: what it costs beside the body is the
 * event at hand. Thread-safe.
 *
 * <p>A document that is no JSON is refused as a whole, because what a cut-off or garbled text was meant to say nobody
 * knows. Of lines, each is a document of its own.
 */
public final class EventDocument {

    /** An event needs three; the bound is for what is skipped. */
    private static final int DEEPEST = 64;

    /**
     * UTF-8 and nothing else, as RFC 8259 wants it. Texts are bounded by the body and judged field by field. Names are
     * not interned: they are the sender's.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** What the parser says of itself, which is of no use to a sender. */
    private static final Pattern PARSERS_OWN =
            Pattern.compile(" \\(start marker at .*\\)|, from `StreamReadConstraints[^`]*`");

    private final RecordReader reader;
    private final int most;

    /** @param schema of a record that Avro has generated a class for */
    public EventDocument(Schema schema, JsonLimits limits) {
        this.reader = new RecordReader(schema, new ValueReaders(limits));
        this.most = limits.events();
    }

    /**
     * Reads one event, or a list of events.
     *
     * @throws DocumentException if it is neither, or too many; what {@code each} got is then void
     */
    public void read(byte[] body, Consumer<Element> each) throws DocumentException {
        int from = start(body);
        try (JsonParser in = JSON.createParser(body, from, body.length - from)) {
            JsonToken first = in.nextToken();
            if (first == null) {
                throw DocumentException.malformed("the body is empty; it must be an event or a list of events");
            } else if (first == JsonToken.START_ARRAY) {
                elements(in, each);
            } else if (first == JsonToken.START_OBJECT) {
                each.accept(element(in, 0));
            } else {
                throw DocumentException.malformed("the body must be an event (an object) or a list of events");
            }
            if (in.nextToken() != null) {
                throw DocumentException.malformed("after the first JSON value there is more, at "
                        + place(in.currentTokenLocation(), 0) + "; for one event a line, the Content-Type is"
                        + " application/x-ndjson");
            }
        } catch (IOException e) {
            throw DocumentException.malformed("the body is no JSON: " + text(e, 0));
        }
    }

    private void elements(JsonParser in, Consumer<Element> each) throws IOException, DocumentException {
        int index = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            requireFew(index);
            each.accept(element(in, index++));
        }
    }

    /**
     * Reads one event a line; blank lines count for nothing.
     *
     * @throws DocumentException if there are none, or too many; what {@code each} got is then void
     */
    public void readLines(byte[] body, Consumer<Element> each) throws DocumentException {
        int index = 0;
        int line = 0;
        for (int from = start(body); from < body.length; line++) {
            int to = endOfLine(body, from);
            if (!isBlank(body, from, to)) {
                requireFew(index);
                each.accept(line(body, from, to, new Line(index++, line)));
            }
            from = to + 1;
        }
        if (index == 0) {
            throw DocumentException.malformed("the body has no line; each must be an event");
        }
    }

    private record Line(int index, int number) {}

    private Element line(byte[] body, int from, int to, Line line) {
        try (JsonParser in = JSON.createParser(body, from, to - from)) {
            in.nextToken();
            Element element = element(in, line.index);
            return in.nextToken() == null
                    ? element
                    : malformed(
                            line, "after the event there is more, at " + place(in.currentTokenLocation(), line.number));
        } catch (IOException e) {
            return malformed(line, "is no JSON: " + text(e, line.number));
        }
    }

    private static Element malformed(Line line, String text) {
        return new Element(line.index, null, List.of(new Problem("", EventReason.MALFORMED, text)));
    }

    private Element element(JsonParser in, int index) throws IOException {
        ElementProblems problems = new ElementProblems();
        Object read = reader.read(in, problems);
        return problems.isEmpty()
                ? new Element(index, (SpecificRecord) read, List.of())
                : new Element(index, null, problems.list());
    }

    private void requireFew(int index) throws DocumentException {
        if (index == most) {
            throw DocumentException.tooMany(most);
        }
    }

    /** After the byte order mark, if there is one; some editors and shells put it there. */
    private static int start(byte[] body) {
        boolean marked = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private static int endOfLine(byte[] body, int from) {
        int to = from;
        while (to < body.length && body[to] != '\n') {
            to++;
        }
        return to;
    }

    private static boolean isBlank(byte[] body, int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private static String text(IOException failure, int linesBefore) {
        if (failure instanceof JsonProcessingException e) {
            String message =
                    PARSERS_OWN.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("");
            return e.getLocation() == null ? message : message + ", at " + place(e.getLocation(), linesBefore);
        }
        return String.valueOf(failure.getMessage());
    }

    private static String place(JsonLocation at, int linesBefore) {
        return "line " + (at.getLineNr() + linesBefore) + ", column " + at.getColumnNr();
    }
}
