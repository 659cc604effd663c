package dev.headwater.ingest.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.Heartbeat;
import dev.headwater.ingest.supervisor.fleet.Assignment.Move;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static Heartbeat worker(String id, double cores, double used) {
        return worker(id, cores, used, false, false);
    }

    private static Heartbeat worker(String id, double cores, double used, boolean reserved, boolean draining) {
        return new Heartbeat(
                id, "host", Instant.EPOCH, cores, used, used, List.of(), 4, reserved, draining, Instant.EPOCH);
    }

    @Test
    void aFreeChannelIsLeftToWhoHasClearlyLessToDo() {
        Heartbeat busy = worker("busy", 2, 1.0);
        Heartbeat idle = worker("idle", 2, 0.1);
        assertThat(Assignment.takes(busy, List.of(idle), 0.5)).isFalse();
        assertThat(Assignment.takes(idle, List.of(busy), 0.5)).isTrue();
        assertThat(Assignment.takes(busy, List.of(), 0.5)).isTrue();
    }

    @Test
    void whoDrainsOrWasToldWhatToMakeIsNotReckonedWith() {
        Heartbeat busy = worker("busy", 2, 1.0);
        Heartbeat draining = worker("draining", 2, 0, false, true);
        Heartbeat reserved = worker("reserved", 2, 0, true, false);
        assertThat(Assignment.takes(busy, List.of(draining, reserved), 0.5)).isTrue();
        assertThat(Assignment.givesAway(busy, List.of(draining, reserved), Map.of(1, 0.5), Set.of()))
                .isEmpty();
    }

    @Test
    void aSmallDifferenceIsNoneAndABigMachineTakesMore() {
        assertThat(Assignment.takes(worker("a", 2, 0.5), List.of(worker("b", 2, 0.35)), 0.5))
                .isTrue();
        assertThat(Assignment.takes(worker("a", 8, 2), List.of(worker("b", 2, 0.5)), 0.5))
                .isTrue();
        assertThat(Assignment.takes(worker("b", 2, 0.5), List.of(worker("a", 8, 2)), 0.5))
                .isFalse();
    }

    @Test
    void theChannelThatEvensOutMostIsGivenToWhoHasLeastToDo() {
        Optional<Move> move = Assignment.givesAway(
                worker("a", 4, 2.4),
                List.of(worker("b", 4, 1.6), worker("c", 4, 0.8)),
                Map.of(1, 0.2, 2, 0.8, 3, 1.4),
                Set.of());
        assertThat(move).map(Move::channel).contains(2);
        assertThat(move).map(each -> each.to().worker()).contains("c");
    }

    @Test
    void onlyTheMostLoadedGivesAway() {
        assertThat(Assignment.givesAway(
                        worker("a", 4, 2.0), List.of(worker("b", 4, 3), worker("c", 4, 0)), Map.of(1, 0.5), Set.of()))
                .isEmpty();
        Heartbeat first = worker("a", 4, 3);
        Heartbeat second = worker("b", 4, 3);
        Heartbeat idle = worker("c", 4, 0);
        assertThat(Assignment.givesAway(first, List.of(second, idle), Map.of(1, 0.5), Set.of()))
                .isPresent();
        assertThat(Assignment.givesAway(second, List.of(first, idle), Map.of(1, 0.5), Set.of()))
                .isEmpty();
    }

    @Test
    void whatIsWatchedStaysUnlessItStutters() {
        Heartbeat idle = worker("b", 2, 0);
        assertThat(Assignment.givesAway(worker("a", 2, 1.6), List.of(idle), Map.of(1, 0.8), Set.of(1)))
                .isEmpty();
        assertThat(Assignment.givesAway(worker("a", 2, 1.9), List.of(idle), Map.of(1, 0.8), Set.of(1)))
                .map(Move::channel)
                .contains(1);
        assertThat(Assignment.givesAway(worker("a", 2, 1.9), List.of(idle), Map.of(1, 0.8, 2, 0.2), Set.of(1)))
                .as("what is not watched goes first")
                .map(Move::channel)
                .contains(2);
    }

    @Test
    void aChannelThatWouldOnlyMakeTheOtherTheBusyOneStays() {
        assertThat(Assignment.givesAway(worker("a", 2, 1.5), List.of(worker("b", 2, 0.1)), Map.of(1, 1.4), Set.of()))
                .isEmpty();
    }

    @Test
    void channelsThatAreCopiedAreSharedTooHoweverLittleEachCosts() {
        Map<Integer, Double> costs = new HashMap<>();
        for (int channel = 0; channel < 300; channel++) {
            costs.put(channel, 0.005);
        }
        assertThat(Assignment.givesAway(worker("a", 2, 1.5), List.of(worker("b", 2, 0)), costs, Set.of()))
                .isPresent();
    }

    /** Whatever channels cost: moves end, and nothing moves back. */
    @Property(tries = 200)
    void itComesToRest(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 2, max = 5) int workers,
            @ForAll @IntRange(min = 5, max = 520) int thousandths) {
        double dearest = thousandths / 1000.0;
        Random random = new Random(seed);
        List<Map<Integer, Double>> made = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            made.add(new HashMap<>());
        }
        for (int channel = 0; channel < 20; channel++) {
            made.getFirst().put(channel, dearest * (0.04 + 0.96 * random.nextDouble()));
        }
        int moves = 0;
        for (Optional<int[]> move = next(made); move.isPresent(); move = next(made)) {
            int[] m = move.get();
            made.get(m[1]).put(m[2], made.get(m[0]).remove(m[2]));
            assertThat(++moves).isLessThan(100);
        }
        double most = made.stream().mapToDouble(AssignmentTest::used).max().orElseThrow();
        double least = made.stream().mapToDouble(AssignmentTest::used).min().orElseThrow();
        // A tenth of 4 processors, or what one channel that can not be halved would leave.
        assertThat(most - least).isLessThanOrEqualTo(Math.max(0.4, dearest + 0.2));
    }

    private static Optional<int[]> next(List<Map<Integer, Double>> made) {
        List<Heartbeat> all = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            all.add(worker(Integer.toString(i), 4, used(made.get(i))));
        }
        for (int i = 0; i < all.size(); i++) {
            List<Heartbeat> others = new ArrayList<>(all);
            others.remove(i);
            Optional<Move> move = Assignment.givesAway(all.get(i), others, made.get(i), Set.of());
            if (move.isPresent()) {
                return Optional.of(new int[] {
                    i, Integer.parseInt(move.get().to().worker()), move.get().channel()
                });
            }
        }
        return Optional.empty();
    }

    private static double used(Map<Integer, Double> made) {
        return made.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
