package dev.headwater.api.ts;

import dev.headwater.core.archive.Recorded;
import dev.headwater.core.http.Ranges;
import dev.headwater.core.http.Ranges.Selection;
import dev.headwater.core.playback.StreamAnswer.Replays;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Pieces of the past as HTTP: exact lengths, and ranges (RFC 9110, section 14). */
public final class PastResponses {
    private static final MediaType MPEG_TS = MediaType.of(TsBodyWriter.MPEG_TS);

    private PastResponses() {}

    /**
     * The piece, or the part of it that is asked for; empty: there is no room for another viewer.
     *
     * @param asked the headers of the request
     */
    public static Optional<HttpResponse<?>> of(PastStreams streams, Replays replays, HttpHeaders asked) {
        long total = PastBytes.length(replays.segments());
        String etag = etag(replays.segments(), total);
        return switch (Ranges.select(asked.getAll(HttpHeaders.RANGE), asked.get(HttpHeaders.IF_RANGE), etag, total)) {
            case Selection.Whole whole -> body(streams, replays, 0, total, HttpResponse.ok(), etag);
            case Selection.Part(long offset, long length) ->
                body(
                        streams,
                        replays,
                        offset,
                        length,
                        HttpResponse.status(HttpStatus.PARTIAL_CONTENT)
                                .header(
                                        HttpHeaders.CONTENT_RANGE,
                                        "bytes " + offset + "-" + (offset + length - 1) + "/" + total),
                        etag);
            case Selection.Unsatisfiable unsatisfiable ->
                Optional.of(described(HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE), etag)
                        .header(HttpHeaders.CONTENT_RANGE, "bytes */" + total));
        };
    }

    /** The same without a body, for who only looks. */
    public static HttpResponse<?> head(Replays replays) {
        long total = PastBytes.length(replays.segments());
        return described(HttpResponse.ok(), etag(replays.segments(), total))
                .contentType(MPEG_TS)
                .header(HttpHeaders.CONTENT_LENGTH, Long.toString(total));
    }

    private static Optional<HttpResponse<?>> body(
            PastStreams streams,
            Replays replays,
            long offset,
            long length,
            MutableHttpResponse<?> response,
            String etag) {
        return streams.open(replays, offset, length)
                .map(stream -> described(response, etag)
                        .contentType(MPEG_TS)
                        .header(HttpHeaders.CONTENT_LENGTH, Long.toString(length))
                        .body(stream));
    }

    private static MutableHttpResponse<?> described(MutableHttpResponse<?> response, String etag) {
        return response.header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Names carry random bits: the same first and last, as many and as long, are the same segments. */
    private static String etag(List<Recorded> segments, long total) {
        return String.format(
                Locale.ROOT,
                "\"%s+%s+%d+%d\"",
                segments.getFirst().segment().name(),
                segments.getLast().segment().name(),
                segments.size(),
                total);
    }
}
