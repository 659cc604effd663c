package dev.headwater.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import java.io.InputStream;

/** A body of known length that is read as it is sent, and closed then; without the freshness made up for files. */
public final class StreamedBody extends StreamedFile {
    public StreamedBody(InputStream bytes, MediaType type, long length) {
        super(bytes, type, 0, length);
    }

    @Override
    public void process(MutableHttpResponse<?> response) {
        response.getHeaders().remove(HttpHeaders.EXPIRES);
        response.getHeaders().remove(HttpHeaders.LAST_MODIFIED);
    }
}
