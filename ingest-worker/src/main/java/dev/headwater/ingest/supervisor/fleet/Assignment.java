package dev.headwater.ingest.supervisor.fleet;

import dev.headwater.core.hls.Heartbeat;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which worker makes a channel, by what workers say of their processors. It knows no time and keeps nothing. */
final class Assignment {
    /** A worker is clearly more loaded than another where so much more of its processors is in use. */
    static final double CLEARLY = 0.10;
    /** Who takes a channel stays below what its giver had by so much: the next move is not the one back. */
    static final double BELOW = 0.05;
    /** More of its processors in use, and channels stutter for everybody: then also those that are watched move. */
    static final double OVERLOADED = 0.90;

    private Assignment() {}

    /** A channel that is given away, and who should take it. */
    record Move(int channel, Heartbeat to) {}

    /**
     * Whether a worker takes a free channel, rather than leave it to another.
     *
     * @param others those that live beside it
     * @param cost what the channel will need, in processors
     */
    static boolean takes(Heartbeat me, List<Heartbeat> others, double cost) {
        return others.stream()
                .filter(Heartbeat::takesOthers)
                .allMatch(other -> me.shareWith(cost) <= other.shareWith(cost) + CLEARLY);
    }

    /** Whether it may be worth looking for something to give away. */
    static boolean isClearlyMostLoaded(Heartbeat me, List<Heartbeat> others) {
        return me.takesOthers()
                && leastLoaded(others)
                        .filter(least -> me.shareWith(0) > least.shareWith(0) + CLEARLY)
                        .isPresent()
                && others.stream().filter(Heartbeat::takesOthers).allMatch(other -> isBefore(me, other));
    }

    /** Of two that are loaded alike, one: both would give away at once. */
    private static boolean isBefore(Heartbeat me, Heartbeat other) {
        int compared = Double.compare(me.shareWith(0), other.shareWith(0));
        return compared > 0 || (compared == 0 && me.worker().compareTo(other.worker()) < 0);
    }

    /**
     * The channel whose move to the least loaded worker evens out most.
     *
     * @param costs what its channels use that may be moved at all, in processors
     * @param watched of these, those that somebody watches
     */
    static Optional<Move> givesAway(
            Heartbeat me, List<Heartbeat> others, Map<Integer, Double> costs, Set<Integer> watched) {
        if (!isClearlyMostLoaded(me, others)) {
            return Optional.empty();
        }
        Heartbeat least = leastLoaded(others).orElseThrow();
        Comparator<Map.Entry<Integer, Double>> best = Comparator.comparing(
                        (Map.Entry<Integer, Double> each) -> watched.contains(each.getKey()))
                .thenComparingDouble(each -> mostAfter(me, least, each.getValue()))
                .thenComparing(Map.Entry::getKey);
        return costs.entrySet().stream()
                .filter(each -> !watched.contains(each.getKey()) || me.share() > OVERLOADED)
                .filter(each -> least.shareWith(each.getValue()) <= me.shareWith(0) - BELOW)
                .min(best)
                .map(each -> new Move(each.getKey(), least));
    }

    private static double mostAfter(Heartbeat from, Heartbeat to, double cost) {
        return Math.max(from.shareWith(-cost), to.shareWith(cost));
    }

    private static Optional<Heartbeat> leastLoaded(List<Heartbeat> others) {
        return others.stream()
                .filter(Heartbeat::takesOthers)
                .min(Comparator.comparingDouble((Heartbeat each) -> each.shareWith(0))
                        .thenComparing(Heartbeat::worker));
    }
}
