package dev.headwater.edge;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Heads of responses, and the short answers. Every one may be read by every web page (CORS): players in browsers come from
 * origins nobody knows beforehand, what they may see is told by the signature, and an error they can not read is one
 * they can not report.
 */
final class Responses {
    static final String METHODS = "GET, HEAD, OPTIONS";
    private static final String NO_STORE = "no-store";
    private static final int RETRY_SECONDS = 1;
    /** RFC 9110, section 5.6.7. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private volatile Stamp stamp = new Stamp(Long.MIN_VALUE, "");

    private record Stamp(long second, String date) {}

    Responses(InstantSource clock) {
        this.clock = clock;
    }

    HttpResponse head(HttpResponseStatus status) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
        head.headers()
                .set(HttpHeaderNames.DATE, date())
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "Content-Length, Content-Range, ETag");
        return head;
    }

    /** An answer of one line, never cached. */
    Answer line(HttpResponseStatus status, String text) {
        return text(status, "text/plain; charset=utf-8", text + "\n");
    }

    Answer health(Health health) {
        boolean up = health.isUp();
        HttpResponseStatus status = up ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE;
        return text(status, "application/json", health.json(up));
    }

    /** Not now, but soon. */
    Answer unavailable(String reason) {
        Answer answer = line(HttpResponseStatus.SERVICE_UNAVAILABLE, reason);
        answer.head().headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
        return answer;
    }

    Answer methodNotAllowed() {
        Answer answer = line(HttpResponseStatus.METHOD_NOT_ALLOWED, "only " + METHODS);
        answer.head().headers().set(HttpHeaderNames.ALLOW, METHODS);
        return answer;
    }

    /** To a browser that asks whether it may send a Range header (Fetch standard, CORS preflight). */
    Answer preflight() {
        HttpResponse head = head(HttpResponseStatus.NO_CONTENT);
        head.headers()
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Range")
                .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "86400")
                .set(HttpHeaderNames.ALLOW, METHODS);
        return Answer.empty(head);
    }

    private Answer text(HttpResponseStatus status, String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        HttpResponse head = head(status);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CONTENT_LENGTH, bytes.length)
                .set(HttpHeaderNames.CACHE_CONTROL, NO_STORE);
        return new Answer(head, new Answer.Content.Memory(ByteBuffer.wrap(bytes)));
    }

    /** Formatted once a second: every answer carries it. */
    private String date() {
        long second = clock.instant().getEpochSecond();
        Stamp last = stamp;
        if (last.second() != second) {
            last = new Stamp(second, DATE.format(clock.instant()));
            stamp = last;
        }
        return last.date();
    }
}
