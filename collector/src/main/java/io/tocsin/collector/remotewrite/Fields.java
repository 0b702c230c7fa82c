package io.tocsin.collector.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;

/** What the readers of this package share: a field nobody asked for. */
final class Fields {

    private Fields() {}

    /** @throws IOException also for a stray end of a group, which no message of ours can hold */
    static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("a group ends that never began");
        }
    }
}
