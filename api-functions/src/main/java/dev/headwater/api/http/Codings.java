package dev.headwater.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.regex.Pattern;

/** How an app takes what it asks for. */
public final class Codings {
    private static final Pattern COMMA = Pattern.compile(",");
    /** With any weight but 0 (RFC 9110 §12.4.2). */
    private static final Pattern GZIP =
            Pattern.compile("(x-)?gzip\\s*(;\\s*q=(?!0(\\.0*)?$)[\\d.]+)?", Pattern.CASE_INSENSITIVE);

    private Codings() {}

    public static boolean takesGzip(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(COMMA::splitAsStream)
                .anyMatch(coding -> GZIP.matcher(coding.strip()).matches());
    }
}
