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
import io.micronaut.http.body.stream.BodySizeLimits;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import org.reactivestreams.Publisher;

/** Sends a part of a file slice by slice, read when the socket has room. */
@Singleton
final class FileBodyWriter implements ResponseBodyWriter<FileBody> {
    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<FileBody> type,
            MediaType mediaType,
            FileBody body)
            throws CodecException {
        Publisher<ReadBuffer> slices = Publishers.map(
                new Slices(body), slice -> bodies.readBufferFactory().adapt(slice));
        return bodies.adapt(slices, BodySizeLimits.UNLIMITED, response.getHeaders(), body::close);
    }

    /** For servers that can not stream. */
    @Override
    public void writeTo(
            Argument<FileBody> type, MediaType mediaType, FileBody body, MutableHeaders headers, OutputStream out) {
        try (body) {
            body.file().transferTo(body.position(), body.length(), Channels.newChannel(out));
        } catch (IOException e) {
            throw new CodecException("a file could not be sent", e);
        }
    }
}
