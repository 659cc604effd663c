package dev.headwater.standalone.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** How what a stream names is had. */
@FunctionalInterface
public interface Web {
    /**
     * What a URL leads to.
     *
     * @param url where it came from in the end, after redirects
     */
    record Answer(URI url, InputStream body) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** @throws dev.headwater.core.fetch.FetchException where it can not be had */
    Answer get(URI url) throws IOException;
}
