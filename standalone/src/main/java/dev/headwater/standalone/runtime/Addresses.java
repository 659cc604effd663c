package dev.headwater.standalone.runtime;

import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.PoolMember;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a started server is reached.
 *
 * @param local by the addresses it listens on
 * @param links by what its viewers are told; the best first
 */
record Addresses(List<PublicAddress> local, List<PublicAddress> links, boolean edgesOnLoopback) {
    static Addresses of(UpOptions options, int port) {
        Front front = options.front();
        List<PublicAddress> local = PublicAddress.of(front.scheme(), options.bind(), port);
        List<PublicAddress> links = front.publicUrl() == null ? local : List.of(new PublicAddress(front.publicUrl()));
        return new Addresses(local, links, options.bind().isLoopbackAddress());
    }

    /** What will not work for viewers, as far as can be told from here: a sentence each. */
    List<String> doubts(List<PoolMember> members) {
        List<String> doubts = new ArrayList<>();
        PublicAddress first = links.getFirst();
        List<Edge> taking = members.stream()
                .filter(PoolMember::takesViewers)
                .map(PoolMember::edge)
                .toList();
        if (taking.stream().noneMatch(edge -> edge.scheme().equals(first.scheme()))) {
            doubts.add("viewers come by %1$s and there is no %1$s edge: web players will not play; see --edge-url"
                    .formatted(first.scheme()));
        }
        boolean isElsewhere = !links.equals(local) && !first.isLoopback();
        taking.stream()
                .filter(edge -> edge.host() == null && edgesOnLoopback && isElsewhere)
                .findFirst()
                .ifPresent(edge -> doubts.add("viewers are sent to " + edge.base(first.host())
                        + ", but that edge listens on loopback alone; see --edge-url"));
        return doubts;
    }
}
