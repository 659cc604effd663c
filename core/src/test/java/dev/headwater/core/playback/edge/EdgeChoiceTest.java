package dev.headwater.core.playback.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EdgeChoiceTest {
    private static final EdgeHealth DOWN = new EdgeHealth(false, 0, 0, 100);

    private static PoolMember edge(String name, int weight) {
        return new PoolMember(Edge.of(name, "http", "edge.example", 8081, weight), EdgeHealth.ASSUMED);
    }

    private static PoolMember keeping(String name, int share) {
        return new PoolMember(edge(name, 1).edge(), new EdgeHealth(true, 95, 100, share));
    }

    private static String chosen(List<PoolMember> pool, int channel, long session) {
        return EdgeChoice.choose(pool, channel, session).orElseThrow().name();
    }

    @Test
    void sharesFollowWeights() {
        List<PoolMember> edges = List.of(edge("a", 1), edge("b", 3));
        Map<String, Long> shares = LongStream.range(0, 20_000)
                .mapToObj(session -> chosen(edges, 1, session * 7919))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        assertThat(shares.get("b") / 20_000.0).isBetween(0.72, 0.78);
    }

    @Property(tries = 200)
    void whenAnEdgeGoesOnlyItsOwnViewersMove(
            @ForAll long session, @ForAll @IntRange(min = 1, max = 1000) int channel, @ForAll boolean dies) {
        List<PoolMember> edges = List.of(edge("a", 1), edge("b", 1), edge("c", 1));
        String before = chosen(edges, channel, session);
        PoolMember gone = dies
                ? new PoolMember(edge("b", 1).edge(), DOWN)
                : new PoolMember(edge("b", 1).edge().withDrained(true), EdgeHealth.ASSUMED);
        String after = chosen(List.of(edges.get(0), gone, edges.get(2)), channel, session);
        assertThat(after).isNotEqualTo("b");
        if (!before.equals("b")) {
            assertThat(after).isEqualTo(before);
        }
    }

    @Property(tries = 50)
    void aChannelKeepsToAFewEdges(@ForAll @IntRange(min = 1, max = 100_000) int channel) {
        List<PoolMember> edges =
                LongStream.range(0, 20).mapToObj(i -> edge("e" + i, 1)).toList();
        long used = LongStream.range(0, 500)
                .mapToObj(session -> chosen(edges, channel, session))
                .distinct()
                .count();
        assertThat(used).isLessThanOrEqualTo(EdgeChoice.EDGES_A_CHANNEL);
    }

    @Property(tries = 300)
    void aSmallerShareMovesOnlySessionsOfThatEdgeAndALargerOneBringsTheSameBack(
            @ForAll long session,
            @ForAll @IntRange(min = 1, max = 1000) int channel,
            @ForAll @IntRange(max = 100) int one,
            @ForAll @IntRange(max = 100) int other) {
        String with = chosen(pool(Math.max(one, other)), channel, session);
        String without = chosen(pool(Math.min(one, other)), channel, session);
        if (!with.equals(without)) {
            assertThat(with).isEqualTo("b");
        }
    }

    private static List<PoolMember> pool(int shareOfB) {
        return List.of(edge("a", 1), keeping("b", shareOfB), edge("c", 1), edge("d", 1), edge("e", 1));
    }

    @Test
    void anEdgeKeepsItsShare() {
        List<Long> natural = LongStream.range(0, 20_000)
                .map(i -> i * 7919)
                .filter(session -> chosen(pool(100), 1, session).equals("b"))
                .boxed()
                .toList();
        long kept = natural.stream()
                .filter(session -> chosen(pool(40), 1, session).equals("b"))
                .count();
        assertThat((double) kept / natural.size()).isBetween(0.37, 0.43);
    }

    @Property(tries = 200)
    void whereSomeEdgeTakesViewersThereIsOneForEverybody(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 100) Integer> shares, @ForAll long session) {
        List<PoolMember> pool = IntStream.range(0, shares.size())
                .mapToObj(i -> keeping("e" + i, shares.get(i)))
                .toList();
        assertThat(EdgeChoice.choose(pool, 1, session)).isPresent();
    }

    @Test
    void whoNobodyWouldKeepGoesWhereTheShareIsLargest() {
        List<PoolMember> hot = List.of(keeping("a", 0), keeping("b", 1), keeping("c", 0), keeping("d", 0));
        assertThat(LongStream.range(0, 200).mapToObj(s -> chosen(hot, 1, s))).containsOnly("b");
    }

    @Test
    void whenTheChannelsEdgesAreHotTheOthersHelp() {
        List<PoolMember> cool =
                IntStream.range(0, 6).mapToObj(i -> edge("e" + i, 1)).toList();
        List<String> few = LongStream.range(0, 200)
                .mapToObj(session -> chosen(cool, 1, session))
                .distinct()
                .toList();
        assertThat(few).hasSize(EdgeChoice.EDGES_A_CHANNEL);
        List<PoolMember> hot = cool.stream()
                .map(member -> few.contains(member.edge().name())
                        ? keeping(member.edge().name(), 50)
                        : member)
                .toList();
        assertThat(LongStream.range(0, 500)
                        .mapToObj(session -> chosen(hot, 1, session))
                        .filter(name -> !few.contains(name))
                        .distinct())
                // The channel's next one alone: its cache holds the channel then.
                .hasSize(1);
    }

    @Test
    void withoutAnEdgeThereIsNone() {
        assertThat(EdgeChoice.choose(List.of(), 1, 1)).isEmpty();
        assertThat(EdgeChoice.choose(List.of(edge("a", 0)), 1, 1)).isEmpty();
        assertThat(EdgeChoice.choose(List.of(new PoolMember(edge("a", 1).edge(), DOWN)), 1, 1))
                .isEqualTo(Optional.empty());
    }
}
