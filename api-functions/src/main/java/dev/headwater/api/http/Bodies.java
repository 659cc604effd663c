package dev.headwater.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Bodies that stand ready as bytes. */
public final class Bodies {
    private Bodies() {}

    /** 200 with its length named, so that the answer to a HEAD names it too. */
    public static MutableHttpResponse<byte[]> ok(byte[] bytes, MediaType type) {
        return HttpResponse.ok(bytes).contentType(type).contentLength(bytes.length);
    }

    /**
     * The same, compressed where the app takes that.
     *
     * @param above how many bytes it has to have to be worth it
     */
    public static MutableHttpResponse<byte[]> zipped(HttpRequest<?> request, byte[] plain, MediaType type, int above) {
        boolean zip = plain.length > above && Codings.takesGzip(request);
        MutableHttpResponse<byte[]> response =
                ok(zip ? gzip(plain) : plain, type).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return zip ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip") : response;
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
