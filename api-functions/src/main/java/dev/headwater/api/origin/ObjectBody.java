package dev.headwater.api.origin;

import dev.headwater.core.store.Blob;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import org.jspecify.annotations.Nullable;

/**
 * An object on its way out, with its length named. The framework streams it, and closes it; the freshness it would make up
 * for a file is taken out again: an edge keeps an object as long as the object says.
 */
final class ObjectBody extends StreamedFile {
    private final @Nullable String cacheControl;

    ObjectBody(Blob blob) {
        super(blob.body(), MediaType.of(blob.meta().contentType()), 0, blob.length());
        this.cacheControl = blob.meta().cacheControl();
    }

    @Override
    public void process(MutableHttpResponse<?> response) {
        response.getHeaders().remove(HttpHeaders.EXPIRES);
        response.getHeaders().remove(HttpHeaders.LAST_MODIFIED);
        if (cacheControl == null) {
            response.getHeaders().remove(HttpHeaders.CACHE_CONTROL);
        }
    }
}
