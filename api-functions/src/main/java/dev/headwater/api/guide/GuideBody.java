package dev.headwater.api.guide;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import java.io.InputStream;

/** A file on its way out. The framework streams it, and closes it; the freshness it would make up is taken out again. */
final class GuideBody extends StreamedFile {
    GuideBody(InputStream in, MediaType type, long length) {
        super(in, type, 0, length);
    }

    @Override
    public void process(MutableHttpResponse<?> response) {
        response.getHeaders().remove(HttpHeaders.EXPIRES);
        response.getHeaders().remove(HttpHeaders.LAST_MODIFIED);
    }
}
