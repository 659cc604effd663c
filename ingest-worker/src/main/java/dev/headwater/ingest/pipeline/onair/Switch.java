package dev.headwater.ingest.pipeline.onair;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of a channel's sources is on air. It does nothing by itself: who makes the channel looks often, and shows
 * what it is told.
 *
 * <p>A source on air is given up when it ends, stalls, or brings nothing that could be shown. Then whatever is open and
 * ready steps in at once; else the others are opened in order, each with a head start over the next, and the one that was
 * given up last of all. While a source is on air, those before it are tried again now and then, and return once they have
 * been well for a while.
 */
final class Switch<F extends Feed> {
    /** Told what happens. */
    interface Listener {
        /** @param source as {@link dev.headwater.ingest.frames.Frame.OnAir} has it */
        void onAir(int source);

        void failed(int source, String text);
    }

    private static final int NONE = -1;

    /** One source. */
    private final class Candidate {
        private final int index;
        private final boolean listens;
        private final Attempts attempts;
        private @Nullable F feed;
        private long openedAt;
        private boolean dull;
        private long dullSince;
        /** It was on air and stalled; kept as long as nothing else works. */
        private boolean stalled;

        Candidate(int index, Source source, RandomGenerator random) {
            this.index = index;
            this.listens = source.listens();
            this.attempts = new Attempts(random, listens);
            this.dull = index == rules.avoided();
            this.dullSince = lostAt;
        }

        boolean isUsable(long now) {
            return feed != null && feed.isReady() && feed.failure() == null && feed.complaint(now) == null;
        }

        /** A source that calls us is waited for without holding up others. */
        boolean isOpening() {
            return feed != null && !feed.isReady() && !listens;
        }

        void open(long now) {
            openedAt = now;
            stalled = false;
            try {
                feed = opener.apply(index);
            } catch (PipelineException e) {
                fail(now, e.text());
            }
        }

        /** Whether what it showed was not worth it, not long ago. */
        boolean isDull(long now) {
            dull = dull && now - dullSince < rules.dullFor();
            return dull;
        }

        void close() {
            if (feed != null) {
                feed.end();
                feed = null;
            }
            stalled = false;
        }

        void fail(long now, String text) {
            attempts.failed(now, text);
            listener.failed(index, text);
        }

        /** Takes note of how long it has been well. */
        void judge(long now) {
            if (feed != null && isUsable(now) && now - feed.readySince() >= rules.stable()) {
                attempts.succeeded();
            }
        }

        /** Gives up one that is not on air where there is nothing to expect of it any more. */
        void sweep(long now) {
            F open = feed;
            if (open == null) {
                return;
            }
            String reason = open.failure();
            if (reason == null && isOpening() && now - openedAt > rules.openLimit()) {
                reason = "it gave no picture within " + rules.openLimit() / 1_000_000_000 + " s";
            }
            if (reason == null && !stalled) {
                reason = open.complaint(now);
            }
            boolean keptTooLong = stalled && open.complaint(now) != null && now - lostAt > rules.stallKept();
            if (reason != null) {
                fail(now, reason);
            }
            if (reason != null || keptTooLong) {
                close();
            }
        }
    }

    private final SwitchRules rules;
    private final IntFunction<F> opener;
    private final Listener listener;
    private final LongSupplier nanos;
    private final List<Candidate> candidates = new ArrayList<>();
    private int onAir = NONE;
    private int lastOnAir = NONE;
    private boolean slate;
    private boolean delivered;
    private long lostAt;

    /** @param opener begins an attempt at a source, and does not wait for it */
    Switch(
            SwitchRules rules,
            List<Source> sources,
            IntFunction<F> opener,
            Listener listener,
            LongSupplier nanos,
            RandomGenerator random) {
        this.rules = rules;
        this.opener = opener;
        this.listener = listener;
        this.nanos = nanos;
        this.lostAt = nanos.getAsLong();
        for (int i = 0; i < sources.size(); i++) {
            candidates.add(new Candidate(i, sources.get(i), random));
        }
    }

    /**
     * What is on air now; null: nothing works, see {@link #showsSlate}.
     *
     * @throws PipelineException where none of the sources has given anything so far, and none is left to be tried
     */
    @Nullable
    F look() {
        long now = nanos.getAsLong();
        candidates.forEach(candidate -> candidate.judge(now));
        if (onAir != NONE) {
            checkOnAir(candidates.get(onAir), now);
        }
        candidates.stream().filter(c -> c.index != onAir).forEach(c -> c.sweep(now));
        if (onAir == NONE) {
            search(now);
        } else {
            improve(now);
            leaveDull(now);
        }
        return onAir == NONE ? null : candidates.get(onAir).feed;
    }

    /** Whether nothing has worked for so long that viewers are told. */
    boolean showsSlate() {
        return slate;
    }

    /** Something was made of what was on air: from here on there is something to keep up. */
    void delivered() {
        delivered = true;
    }

    /** What this feed brings can not be shown. */
    void reject(F feed, String reason) {
        Candidate candidate = candidates.get(feed.source());
        if (feed.equals(candidate.feed)) {
            long now = nanos.getAsLong();
            candidate.fail(now, reason);
            candidate.close();
            if (onAir == candidate.index) {
                lose(now);
            }
        }
    }

    /**
     * What this feed brings can be shown, and nobody wants to see it. Where that is a reason to leave it, another that works is
     * shown instead, and this one is not returned to for long.
     */
    void dull(F feed, String reason) {
        Candidate candidate = candidates.get(feed.source());
        if (rules.leavesDull() && candidates.size() > 1 && feed.equals(candidate.feed)) {
            long now = nanos.getAsLong();
            if (!candidate.isDull(now)) {
                listener.failed(candidate.index, reason);
            }
            candidate.dull = true;
            candidate.dullSince = now;
        }
    }

    private void checkOnAir(Candidate current, long now) {
        F feed = current.feed;
        String failure = feed == null ? "it is gone" : feed.failure();
        String complaint = feed == null ? null : feed.complaint(now);
        if (failure != null) {
            current.fail(now, failure);
            current.close();
            lose(now);
        } else if (complaint != null) {
            current.fail(now, complaint);
            current.stalled = true;
            lose(now);
        }
    }

    private void lose(long now) {
        onAir = NONE;
        lostAt = now;
    }

    private void search(long now) {
        Optional<Candidate> usable = candidates.stream()
                .filter(candidate -> candidate.isUsable(now))
                .min(Comparator.comparing(candidate -> candidate.isDull(now)));
        if (usable.isPresent()) {
            putOnAir(usable.get());
            return;
        }
        if (isHopeless()) {
            throw new PipelineException(errors());
        }
        // Until something was shown nothing is missed by waiting for the better one.
        long ahead = delivered ? rules.headStart() : 2 * rules.headStart();
        boolean headStart =
                candidates.stream().anyMatch(c -> c.feed != null && !c.feed.isReady() && now - c.openedAt < ahead);
        if (!headStart) {
            inOrder(now)
                    .filter(c -> c.feed == null && c.attempts.areDue(now, true))
                    .findFirst()
                    .ifPresent(c -> c.open(now));
        }
        if (delivered && !slate && now - lostAt >= rules.slateAfter()) {
            slate = true;
            listener.onAir(NONE);
        }
    }

    /**
     * Those behind the last one first, that one itself last; but who failed just now has to wait for the others, and so has who
     * is dull.
     */
    private Stream<Candidate> inOrder(long now) {
        int count = candidates.size();
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> candidates.get((lastOnAir + i) % count))
                .sorted(Comparator.comparing((Candidate c) -> c.isDull(now))
                        .thenComparingLong(c -> c.attempts.failedAt()));
    }

    private boolean isHopeless() {
        if (rules.endless() && delivered) {
            return false;
        }
        return candidates.stream()
                .allMatch(c -> c.feed == null && c.attempts.haveFailed() && !(c.listens && rules.endless()));
    }

    private String errors() {
        return candidates.size() == 1
                ? String.valueOf(candidates.getFirst().attempts.error())
                : candidates.stream()
                        .map(c -> "source " + (c.index + 1) + ": " + c.attempts.error())
                        .collect(Collectors.joining("; "));
    }

    private void putOnAir(Candidate candidate) {
        if (onAir != NONE && rules.hotStandby()) {
            F before = candidates.get(onAir).feed;
            if (before != null) {
                before.standBy();
            }
        } else if (onAir != NONE) {
            candidates.get(onAir).close();
        }
        candidates.stream().filter(c -> c != candidate && c.stalled).forEach(Candidate::close);
        candidate.stalled = false;
        boolean changed = lastOnAir != candidate.index || slate;
        onAir = candidate.index;
        lastOnAir = candidate.index;
        slate = false;
        if (candidate.feed != null) {
            candidate.feed.goOnAir();
        }
        if (changed) {
            listener.onAir(candidate.index);
        }
    }

    private void improve(long now) {
        List<Candidate> better = candidates.subList(0, onAir).stream()
                .filter(c -> !c.isDull(now))
                .toList();
        for (Candidate candidate : better) {
            F feed = candidate.feed;
            if (feed != null
                    && candidate.isUsable(now)
                    && now - feed.readySince() >= rules.stable()
                    && feed.isAtKeyFrame(now)) {
                putOnAir(candidate);
                return;
            }
        }
        if (better.stream().noneMatch(Candidate::isOpening)) {
            better.stream()
                    .filter(c -> c.feed == null && c.attempts.areDue(now, false))
                    .findFirst()
                    .ifPresent(c -> c.open(now));
        }
        if (!candidates.get(onAir).isDull(now)) {
            keepStandby(now);
        }
    }

    private void leaveDull(long now) {
        if (!candidates.get(onAir).isDull(now)) {
            return;
        }
        List<Candidate> others = candidates.stream()
                .filter(c -> c.index != onAir && !c.isDull(now))
                .toList();
        Optional<Candidate> usable =
                others.stream().filter(c -> c.isUsable(now)).findFirst();
        boolean opening = others.stream().anyMatch(c -> c.isOpening() && now - c.openedAt < rules.headStart());
        if (usable.isPresent()) {
            putOnAir(usable.get());
        } else if (!opening) {
            others.stream()
                    .filter(c -> c.feed == null && c.attempts.areDue(now, false))
                    .findFirst()
                    .ifPresent(c -> c.open(now));
        }
    }

    /** One other is kept open where that is wanted: the first that works. Those better than what is on air are open anyway. */
    private void keepStandby(long now) {
        List<Candidate> others = candidates.subList(onAir + 1, candidates.size());
        boolean served =
                !rules.hotStandby() || candidates.subList(0, onAir).stream().anyMatch(c -> c.isUsable(now));
        for (Candidate candidate : others) {
            if (served) {
                candidate.close();
            } else if (candidate.isUsable(now)) {
                served = true;
            }
        }
        boolean opening = others.stream().anyMatch(c -> c.isOpening() && now - c.openedAt < rules.headStart());
        if (!served && !opening) {
            others.stream()
                    .filter(c -> c.feed == null && c.attempts.areDue(now, false))
                    .findFirst()
                    .ifPresent(c -> c.open(now));
        }
    }
}
