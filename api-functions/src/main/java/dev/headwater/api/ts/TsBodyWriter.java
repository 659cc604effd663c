package dev.headwater.api.ts;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.body.stream.BodySizeLimits;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.io.OutputStream;
import org.reactivestreams.Publisher;

/** Asks a stream for one chunk whenever the socket has room. The server asks for 32 ahead where a body is a Publisher. */
@Singleton
@Produces(TsBodyWriter.MPEG_TS)
final class TsBodyWriter implements ResponseBodyWriter<TsStream> {
    static final String MPEG_TS = "video/mp2t";

    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<TsStream> type,
            MediaType mediaType,
            TsStream stream)
            throws CodecException {
        Publisher<ReadBuffer> buffers = Publishers.map(
                stream.chunks(), chunk -> bodies.readBufferFactory().adapt(chunk));
        return bodies.adapt(buffers, BodySizeLimits.UNLIMITED, null, stream::close);
    }

    /** For servers that can not stream. */
    @Override
    public void writeTo(
            Argument<TsStream> type, MediaType mediaType, TsStream stream, MutableHeaders headers, OutputStream out) {
        stream.close();
        throw new CodecException("an endless stream is not written at once");
    }
}
