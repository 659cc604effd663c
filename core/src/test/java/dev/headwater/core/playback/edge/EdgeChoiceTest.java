package dev.headwater.core.playback.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EdgeChoiceTest {
    private static Edge edge(String name, int weight) {
        return new Edge(name, "http", "edge.example", 8081, weight, Edge.State.UP);
    }

    @Test
    void sharesFollowWeights() {
        List<Edge> edges = List.of(edge("a", 1), edge("b", 3));
        Map<String, Long> shares = LongStream.range(0, 20_000)
                .mapToObj(session -> EdgeChoice.choose(edges, 1, session * 7919)
                        .orElseThrow()
                        .name())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        assertThat(shares.get("b") / 20_000.0).isBetween(0.72, 0.78);
    }

    @Property(tries = 200)
    void whenAnEdgeDrainsOnlyItsOwnViewersMove(
            @ForAll long session, @ForAll @IntRange(min = 1, max = 1000) int channel) {
        List<Edge> edges = List.of(edge("a", 1), edge("b", 1), edge("c", 1));
        Edge before = EdgeChoice.choose(edges, channel, session).orElseThrow();
        List<Edge> drained = edges.stream()
                .map(e -> e.name().equals("b") ? e.inState(Edge.State.DRAINING) : e)
                .toList();
        Edge after = EdgeChoice.choose(drained, channel, session).orElseThrow();
        assertThat(after.name()).isNotEqualTo("b");
        if (!before.name().equals("b")) {
            assertThat(after).isEqualTo(before);
        }
    }

    @Property(tries = 50)
    void aChannelKeepsToAFewEdges(@ForAll @IntRange(min = 1, max = 100_000) int channel) {
        List<Edge> edges =
                LongStream.range(0, 20).mapToObj(i -> edge("e" + i, 1)).toList();
        long used = LongStream.range(0, 500)
                .mapToObj(session -> EdgeChoice.choose(edges, channel, session).orElseThrow())
                .distinct()
                .count();
        assertThat(used).isLessThanOrEqualTo(EdgeChoice.EDGES_A_CHANNEL);
    }

    @Test
    void withoutAnEdgeThereIsNone() {
        assertThat(EdgeChoice.choose(List.of(), 1, 1)).isEmpty();
        assertThat(EdgeChoice.choose(List.of(edge("a", 0)), 1, 1)).isEmpty();
        assertThat(EdgeChoice.choose(List.of(edge("a", 1).inState(Edge.State.DOWN)), 1, 1))
                .isEmpty();
    }
}
