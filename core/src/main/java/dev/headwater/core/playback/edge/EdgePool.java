package dev.headwater.core.playback.edge;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.Fields;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The edges, and which of them serves a viewer at this moment. What operators want is an item an edge, written by them
 * alone; what the {@link EdgeProber} found out is one item, written by it alone: neither can undo the other.
 */
public final class EdgePool {
    /** How an edge is stored. */
    public static final ItemCodec<Edge> CODEC = ItemCodec.migrating(Edge.class, List.of(EdgePool::toSchema2));

    /** A drain bites after so long in every process. */
    private static final Duration CACHED = Duration.ofMillis(500);

    private static final String PARTITION = "EDGES";
    private static final int MAX_TOKEN = 128;

    private final ItemTable<Edge> table;
    private final Cache<String, List<Edge>> cache;
    private final PoolHealthItem health;

    public EdgePool(TableStore accounts, TableStore sessions, InstantSource clock) {
        this.table = new ItemTable<>(accounts, CODEC);
        this.cache = Caches.expiring(clock, CACHED, 1);
        this.health = new PoolHealthItem(sessions, clock);
    }

    /** The first schema had one state for what was wanted and what was found, and no capacity. */
    private static void toSchema2(Fields edge) {
        edge.put("drained", edge.take("state").equals("DRAINING"));
        edge.put("capacity", 0);
    }

    /**
     * The best edge for a segment now; empty: none takes viewers.
     *
     * @param scheme the viewer's: players follow no redirect between http and https
     */
    public Optional<Edge> choose(int channel, long session, String scheme) {
        List<PoolMember> usable = known().stream()
                .filter(member -> member.edge().scheme().equals(scheme))
                .toList();
        return EdgeChoice.choose(usable, channel, session);
    }

    /** Whether an edge of the pool has this bearer token; as long for a wrong one as for a right one. */
    public boolean accepts(String token) {
        if (token.length() > MAX_TOKEN) {
            return false;
        }
        byte[] shown = ascii(new EdgeToken(token).digest());
        boolean accepted = false;
        for (Edge edge : edges()) {
            String digest = edge.tokenDigest();
            accepted |= digest != null && MessageDigest.isEqual(ascii(digest), shown);
        }
        return accepted;
    }

    private static byte[] ascii(String hex) {
        return hex.getBytes(StandardCharsets.US_ASCII);
    }

    /** As they are wanted, ordered by name. */
    public List<Edge> list() {
        return table.list(PARTITION);
    }

    /** As they are wanted and as they were found, ordered by name. */
    public List<PoolMember> members() {
        return list().stream().map(this::member).toList();
    }

    /** The same from memory, half a second old at most. */
    private List<PoolMember> known() {
        return edges().stream().map(this::member).toList();
    }

    List<Edge> edges() {
        return cache.get(PARTITION, table::list);
    }

    public PoolMember member(Edge edge) {
        return new PoolMember(edge, health.of(edge));
    }

    PoolHealthItem health() {
        return health;
    }

    public Optional<Edge> find(String name) {
        return Edge.isName(name) ? table.find(key(name)) : Optional.empty();
    }

    public void save(Edge edge) {
        table.put(key(edge.name()), edge);
        cache.invalidateAll();
    }

    /** Adds an edge; false: there is one of that name. */
    public boolean add(Edge edge) {
        boolean added = table.putIfAbsent(key(edge.name()), edge);
        cache.invalidateAll();
        return added;
    }

    /** Puts one of our own in its place; what an operator wants of it stays. */
    public void register(Edge own) {
        table.update(
                key(own.name()),
                before -> Optional.of(before.map(known -> new Edge(
                                own.name(),
                                own.scheme(),
                                own.host(),
                                own.port(),
                                known.weight(),
                                known.capacity(),
                                known.drained(),
                                null))
                        .orElse(own)));
        cache.invalidateAll();
    }

    public void remove(String name) {
        table.delete(key(name));
        cache.invalidateAll();
    }

    /**
     * Removes an edge; empty: there was none of that name.
     *
     * @param look at what is about to go; what it throws keeps it
     */
    public Optional<Edge> remove(String name, Consumer<Edge> look) {
        if (!Edge.isName(name)) {
            return Optional.empty();
        }
        Optional<Edge> gone = table.remove(key(name), look);
        cache.invalidateAll();
        return gone;
    }

    /** Changes what is wanted of an edge; empty: there is none of that name. */
    public Optional<Edge> change(String name, UnaryOperator<Edge> change) {
        if (!Edge.isName(name)) {
            return Optional.empty();
        }
        Optional<Edge> changed = table.update(key(name), edge -> edge.map(change));
        cache.invalidateAll();
        return changed;
    }

    private static Key key(String name) {
        return new Key(PARTITION, name);
    }
}
