package dev.headwater.core.playback;

import dev.headwater.core.archive.Format;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.archive.Retention;
import dev.headwater.core.archive.Span;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Playlists;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.playback.session.Hold;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a channel's past. One that reached into the future when its ticket was given grows until it is over, so that
 * a player may start over, or pause, while the channel goes on.
 */
final class PastShow implements Show {
    /** The last of a span is listed and kept a while after it was over. */
    static final Duration LATE = Duration.ofSeconds(30);

    private static final Hold LONGEST_HOLD = Hold.vod(Packaging.REMUX.targetDuration());

    private final PastSegments past;
    private final Span span;
    private final Instant since;
    private final Duration kept;
    private final InstantSource clock;
    private @Nullable List<Recorded> segments;

    /**
     * @param since when its player came in
     * @param kept how long the channel keeps what it showed
     */
    PastShow(PastSegments past, Span span, Instant since, Duration kept, InstantSource clock) {
        this.past = past;
        this.span = span;
        this.since = since;
        this.kept = kept;
        this.clock = clock;
    }

    /** What there is of it, gaps marked. Read once: a show is of one request. */
    List<Recorded> segments(int id) {
        List<Recorded> known = segments;
        if (known == null) {
            known = marked(kept.isPositive() ? past.of(id, span, Retention.oldestShown(since, kept)) : List.of());
            segments = known;
        }
        return known;
    }

    /** Numbers are given to what is listed: one that is missing was listed and is not kept. */
    private static List<Recorded> marked(List<Recorded> found) {
        List<Recorded> marked = new ArrayList<>(found.size());
        Recorded before = null;
        for (Recorded recorded : found) {
            boolean follows = before == null
                    || (before.number() + 1 == recorded.number()
                            && before.format().isLike(recorded.format()));
            marked.add(recorded.marked(before != null && (recorded.segment().discontinuity() || !follows)));
            before = recorded;
        }
        return marked;
    }

    @Override
    public Opening open(int id, @Nullable Asker asker) {
        List<Recorded> found = segments(id);
        return found.isEmpty() ? new Nothing() : new Opened(PastRates.measured(found, isWhole()), hold(found));
    }

    @Override
    public Listing list(int id, @Nullable Asker asker) {
        List<Recorded> found = segments(id);
        return found.isEmpty()
                ? new Nothing()
                : new Listed(renditions(found), hold(found), rendition -> playlist(id, found, rendition));
    }

    /** Of the first segment: whatever is added to a piece that grows, it stays the same. */
    private static List<Rendition> renditions(List<Recorded> found) {
        return found.getFirst().format().renditions();
    }

    private String playlist(int id, List<Recorded> found, String rendition) {
        boolean isWhole = isWhole();
        boolean isOver = isOver(found);
        PastSegments.Rendered text = new PastSegments.Rendered(
                id,
                rendition,
                found.getFirst().segment().name(),
                found.getLast().segment().name(),
                found.size(),
                isWhole,
                isOver);
        return past.rendered(
                text,
                () -> Playlists.past(
                        targetDuration(found),
                        found.stream().map(one -> past(one, rendition, found)).toList(),
                        isWhole,
                        isOver));
    }

    /** Known of a player that came in later from the beginning: what it was told once is not to change. */
    private boolean isWhole() {
        return !since.isBefore(span.end().plus(LATE));
    }

    private boolean isOver(List<Recorded> found) {
        return !clock.instant().isBefore(span.end().plus(LATE))
                || !found.getLast().segment().end().isBefore(span.end());
    }

    /**
     * What is no longer MPEG-TS, or is it again, can not stand in one playlist with what was: it is listed for its time, and
     * said not to be there. Nor can pictures that have their sound with them, and such that have it apart: players that began
     * with one have no place for the other.
     *
     * <p>Where a channel came to be made otherwise meanwhile, the rendition that is most like the one that is played: of another
     * language, the main one, with its pictures where it is not apart. There is nothing like subtitles: players go on without.
     */
    private static Playlists.Past past(Recorded one, String rendition, List<Recorded> found) {
        Recorded first = found.getFirst();
        if (one.segment().container() != first.segment().container()) {
            return new Playlists.Past("", one.segment(), true);
        }
        boolean isThere = one.format().names().contains(rendition);
        boolean isGone = Rendition.isText(rendition)
                || one.format().hasMainSoundApart() != first.format().hasMainSoundApart();
        return isThere || isGone
                ? new Playlists.Past("", one.segment(), !isThere)
                : new Playlists.Past(folder(one.format(), rendition, found), one.segment());
    }

    private static String folder(Format format, String rendition, List<Recorded> found) {
        Optional<Rendition> played = renditions(found).stream()
                .filter(one -> one.name().equals(rendition))
                .findFirst();
        if (format.hasMainSoundApart()
                && played.filter(one -> !one.standsAlone()).isPresent()) {
            return "../" + Rendition.MAIN_SOUND + "/";
        }
        long wanted = played.map(Rendition::bandwidth).orElse(0L);
        return format.renditions().stream()
                .filter(Rendition::standsAlone)
                .min(Comparator.comparingLong(one -> Math.abs(one.bandwidth() - wanted)))
                .map(one -> "../" + one.name() + "/")
                .orElse("");
    }

    /** Of a piece that grows, the longest there is: a channel may come to be made otherwise, and what players were told stays. */
    private int targetDuration(List<Recorded> found) {
        return isWhole() ? longest(found) : Math.max(longest(found), Packaging.REMUX.targetDuration());
    }

    private static int longest(List<Recorded> found) {
        return found.stream()
                .mapToInt(recorded -> recorded.format().targetDuration())
                .max()
                .orElse(1);
    }

    static Hold hold(List<Recorded> found) {
        return Hold.vod(longest(found));
    }

    /** Without a look at the piece: each of its segments is asked for here, and it may have thousands. */
    @Override
    public Hold hold(int id) {
        return LONGEST_HOLD;
    }

    /** Whoever watches a piece grow looks again, and finds what it knows before it is told why it ends. */
    @Override
    public Optional<LiveWindow> last(int id) {
        List<Recorded> found = segments(id);
        return found.isEmpty() || !since.isBefore(span.end())
                ? Optional.empty()
                : Optional.of(new LiveWindow(
                        id,
                        0,
                        ChannelState.OFF,
                        null,
                        targetDuration(found),
                        0,
                        0,
                        renditions(found),
                        found.stream().map(Recorded::segment).toList(),
                        clock.instant()));
    }
}
