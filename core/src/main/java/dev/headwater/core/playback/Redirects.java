package dev.headwater.core.playback;

import dev.headwater.core.hls.SegmentForm;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.ticket.Ticket;
import dev.headwater.core.vod.Asset.Packaged;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Where something is to be had at this moment: the best edge of the moment, and the signature that opens it there. */
final class Redirects {
    private static final Pattern RENDITION = Pattern.compile("[a-z0-9]{1,16}");
    private static final Duration SHORTEST_FILE = Duration.ofHours(1);
    private static final Duration LONGEST_FILE = Duration.ofHours(12);
    private static final Duration ALMOST_A_MINUTE = Duration.ofMinutes(1).minusNanos(1);

    private final EdgePool edges;
    private final StreamSignatures signatures;
    private final InstantSource clock;

    Redirects(EdgePool edges, StreamSignatures signatures, InstantSource clock) {
        this.edges = edges;
        this.signatures = signatures;
        this.clock = clock;
    }

    /**
     * To a segment or its head, whether there is one or not.
     *
     * @param file its name and extension
     */
    Answer segment(Ticket ticket, String rendition, String file, PublicHost reachedBy) {
        Optional<SegmentForm> form = SegmentForm.ofFile(rendition, file);
        Optional<SegmentName> name = form.flatMap(of -> SegmentName.parse(
                file.substring(0, file.length() - of.extension().length())));
        if (form.isEmpty() || name.isEmpty() || !RENDITION.matcher(rendition).matches()) {
            return new Answer.Refused(Refusal.UNKNOWN);
        }
        int stream = ticket.content();
        return to(
                stream,
                ticket.session(),
                reachedBy,
                base -> base + "/"
                        + SegmentKeys.segment(stream, rendition, name.get(), form.get()) + "?"
                        + signatures.query(base, stream, clock.instant()));
    }

    /**
     * To a film's file. Players ask for parts of it all along, pauses included: twice its length, within reason.
     *
     * @param end when nobody may play it any more, whatever its length; the signature lives up to the full minute after it
     */
    Answer file(int film, long session, Packaged packaged, Instant end, PublicHost reachedBy) {
        String name = packaged.file();
        if (name == null) {
            return new Answer.Refused(Refusal.PLAYLISTS_ONLY);
        }
        Duration twice = Duration.ofMillis(2 * packaged.durationMillis());
        Duration wished = twice.compareTo(SHORTEST_FILE) < 0
                ? SHORTEST_FILE
                : twice.compareTo(LONGEST_FILE) > 0 ? LONGEST_FILE : twice;
        Instant now = clock.instant();
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        Duration valid = minute.plus(wished).isAfter(end)
                ? Duration.ofMinutes(
                        Duration.between(minute, end).plus(ALMOST_A_MINUTE).toMinutes())
                : wished;
        String path = "/" + SegmentKeys.file(film, name);
        return to(film, session, reachedBy, base -> base + path + "?" + signatures.exactly(base + path, valid, now));
    }

    private Answer to(int stream, long session, PublicHost reachedBy, Function<String, String> url) {
        Optional<Edge> edge = edges.choose(stream, session, reachedBy.scheme());
        return edge.<Answer>map(e -> new Answer.Redirect(e.name(), url.apply(e.base(reachedBy.host()))))
                .orElseGet(() -> new Answer.Refused(Refusal.NO_EDGE));
    }
}
