package dev.headwater.functions.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.signing.RegisteredKey;
import dev.headwater.core.store.TableStore;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Writes into the tables what a deployment made for the delivery of segments: which edges there are, and their keys. */
final class Delivery {
    private static final int WEIGHT = 100;

    private final TableStore accounts;
    private final EdgePool edges;
    private final InstantSource clock;

    /** @param sessions where the pool's health is, which nothing here asks for */
    Delivery(TableStore accounts, TableStore sessions, InstantSource clock) {
        this.accounts = accounts;
        this.edges = new EdgePool(accounts, sessions, clock);
        this.clock = clock;
    }

    CustomResource.Made keys(ResourceRequest request) {
        if (request.kind() != ResourceRequest.Kind.DELETE) {
            RegisteredKey.register(
                    accounts,
                    StreamSupport.stream(request.properties().path("Keys").spliterator(), false)
                            .map(key -> new RegisteredKey(
                                    KeyPairs.number(key.path("Number").asText()),
                                    key.path("Id").asText()))
                            .toList(),
                    clock);
        }
        return new CustomResource.Made("signing-keys", Map.of());
    }

    /**
     * What an operator wants of an edge that was there before, weight and drain, stays. Edges of a machine's own process go:
     * a backup of it brought them, and viewers would be sent to ports nobody listens on.
     */
    CustomResource.Made edges(ResourceRequest request) {
        Map<String, Edge> wanted = wanted(request.properties());
        Map<String, Edge> before = wanted(request.old());
        if (request.kind() == ResourceRequest.Kind.DELETE) {
            wanted.keySet().forEach(edges::remove);
        } else {
            wanted.values().forEach(edges::register);
            before.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(edges::remove);
            edges.list().stream().filter(Edge::isOwn).map(Edge::name).forEach(edges::remove);
        }
        return new CustomResource.Made("edges", Map.of());
    }

    private static Map<String, Edge> wanted(JsonNode properties) {
        Map<String, Edge> wanted = new LinkedHashMap<>();
        for (JsonNode edge : properties.path("Edges")) {
            String name = edge.path("Name").asText();
            wanted.put(name, Edge.at(name, edge.path("Url").asText(), WEIGHT, 0));
        }
        return wanted;
    }
}
