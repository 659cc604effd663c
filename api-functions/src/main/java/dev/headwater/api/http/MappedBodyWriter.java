package dev.headwater.api.http;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.OptionalLong;
import org.reactivestreams.Publisher;

/** Sends a mapped file slice by slice, as the socket has room. */
@Singleton
final class MappedBodyWriter implements ResponseBodyWriter<MappedBody> {
    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<MappedBody> type,
            MediaType mediaType,
            MappedBody body)
            throws CodecException {
        Publisher<ReadBuffer> slices = Publishers.map(
                new Slices(body.bytes()), slice -> bodies.readBufferFactory().adapt(slice));
        return bodies.adapt(slices, OptionalLong.of(body.bytes().remaining()));
    }

    /** For servers that can not stream. */
    @Override
    public void writeTo(
            Argument<MappedBody> type, MediaType mediaType, MappedBody body, MutableHeaders headers, OutputStream out) {
        try {
            Channels.newChannel(out).write(body.bytes().duplicate());
        } catch (IOException e) {
            throw new CodecException("a file could not be sent", e);
        }
    }
}
