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

/** As {@link TsBodyWriter}, with a length. */
@Singleton
@Produces(TsBodyWriter.MPEG_TS)
final class PastBodyWriter implements ResponseBodyWriter<PastStream> {
    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<PastStream> type,
            MediaType mediaType,
            PastStream stream)
            throws CodecException {
        Publisher<ReadBuffer> buffers = Publishers.map(
                stream.chunks(), chunk -> bodies.readBufferFactory().adapt(chunk));
        return bodies.adapt(buffers, BodySizeLimits.UNLIMITED, response.getHeaders(), stream::close);
    }

    /** For servers that can not stream. */
    @Override
    public void writeTo(
            Argument<PastStream> type,
            MediaType mediaType,
            PastStream stream,
            MutableHeaders headers,
            OutputStream out) {
        stream.close();
        throw new CodecException("a stream is not written at once");
    }
}
