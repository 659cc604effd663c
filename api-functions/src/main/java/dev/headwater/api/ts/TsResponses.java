package dev.headwater.api.ts;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.body.stream.BodySizeLimits;
import io.micronaut.http.codec.CodecException;
import java.io.OutputStream;
import org.reactivestreams.Publisher;

/** Streams as HTTP: no length, and the connection ends with the stream. */
public final class TsResponses {
    public static final MediaType MPEG_TS = MediaType.of("video/mp2t");

    private TsResponses() {}

    /** 200 with the stream as its body. Whoever does not send it closes the stream. */
    public static MutableHttpResponse<TsStream> of(TsStream stream) {
        MutableHttpResponse<TsStream> response = HttpResponse.ok(stream)
                .contentType(MPEG_TS)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONNECTION, "close");
        response.bodyWriter(new Writer());
        return response;
    }

    /** Asks the stream for one chunk whenever the socket has room; a body that is a Publisher would be asked for 32. */
    private static final class Writer implements ResponseBodyWriter<TsStream> {
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

        @Override
        public void writeTo(
                Argument<TsStream> type,
                MediaType mediaType,
                TsStream stream,
                MutableHeaders headers,
                OutputStream out) {
            stream.close();
            throw new CodecException("an endless stream is not written at once");
        }
    }
}
