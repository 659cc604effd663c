package dev.headwater.api.play;

import dev.headwater.api.http.Bodies;
import dev.headwater.api.http.LineCalls;
import dev.headwater.core.playback.Answer;
import dev.headwater.core.playback.Refusal;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;

/** Answers to a player as HTTP. None may be kept by anybody: the next one may be different. */
final class PlayResponses {
    private static final MediaType HLS = MediaType.of("application/vnd.apple.mpegurl");
    private static final String RETRY_SECONDS = "5";
    /** When what failed is tried again, as the store of assets has it. */
    private static final String AFTER_FAILURE_SECONDS = "300";

    /** A live playlist has less, and is asked for all the time. */
    private static final int WORTH_ZIPPING = 16 << 10;

    private PlayResponses() {}

    static HttpResponse<?> of(Answer answer) {
        MutableHttpResponse<?> response = switch (answer) {
            case Answer.Playlist playlist -> Bodies.ok(playlist.text().getBytes(StandardCharsets.UTF_8), HLS);
            case Answer.Key key -> Bodies.ok(key.key().bytes(), MediaType.APPLICATION_OCTET_STREAM_TYPE);
            // 302 and nothing else: apps keep a 301, and older ones do not know 307.
            case Answer.Redirect redirect ->
                HttpResponse.status(HttpStatus.FOUND).header(HttpHeaders.LOCATION, redirect.location());
            case Answer.Refused refused -> refusal(refused.reason());
        };
        return unkept(response);
    }

    /** The same, where a playlist may have thousands of lines, and is asked for again as long as it grows. */
    static HttpResponse<?> of(HttpRequest<?> request, Answer answer) {
        return answer instanceof Answer.Playlist playlist
                ? unkept(Bodies.zipped(request, playlist.text().getBytes(StandardCharsets.UTF_8), HLS, WORTH_ZIPPING))
                : of(answer);
    }

    /** The path names nothing, whoever asks. */
    static HttpResponse<?> notFound() {
        return unkept(text(HttpStatus.NOT_FOUND, "not found"));
    }

    /** The Host header is none. */
    static HttpResponse<?> badRequest() {
        return unkept(HttpResponse.badRequest());
    }

    /** It can not be read when a piece of the past is to begin, or how long it is to be. */
    static HttpResponse<?> badSpan() {
        return unkept(text(HttpStatus.BAD_REQUEST, "no start, or no duration in minutes"));
    }

    private static HttpResponse<?> unkept(MutableHttpResponse<?> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static MutableHttpResponse<?> refusal(Refusal reason) {
        return switch (reason) {
            case BAD_CREDENTIALS -> text(HttpStatus.UNAUTHORIZED, "wrong user name or password");
            case THROTTLED -> LineCalls.tooMany();
            case UNKNOWN -> text(HttpStatus.NOT_FOUND, "no such stream");
            case NOT_KEPT -> text(HttpStatus.NOT_FOUND, "nothing of that time is kept");
            case FORBIDDEN -> text(HttpStatus.FORBIDDEN, "not allowed");
            case PLAYLISTS_ONLY ->
                text(
                        HttpStatus.FORBIDDEN,
                        "encrypted films and channels of fMP4 segments are to be had as .m3u8 alone");
            case OFF_AIR -> later("there is nothing to be seen at the moment");
            case PREPARING -> later("the film is being prepared");
            case FAILED ->
                later(
                        "the film could not be made ready from its source; its operator sees why by: headwater movie show",
                        AFTER_FAILURE_SECONDS);
            case NO_EDGE -> later("no edge is up");
            case BUSY -> later("too many watch at once");
        };
    }

    private static MutableHttpResponse<?> later(String message) {
        return later(message, RETRY_SECONDS);
    }

    private static MutableHttpResponse<?> later(String message, String seconds) {
        return text(HttpStatus.SERVICE_UNAVAILABLE, message).header(HttpHeaders.RETRY_AFTER, seconds);
    }

    private static MutableHttpResponse<?> text(HttpStatus status, String message) {
        return HttpResponse.status(status)
                .contentType(MediaType.TEXT_PLAIN_TYPE)
                .body(message + "\n");
    }
}
