package dev.headwater.api.admin.delivery;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.Etags;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.Secret;
import dev.headwater.api.admin.Tagged;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.edge.EdgeToken;
import dev.headwater.core.playback.edge.PoolMember;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code edge list | add | remove | weight | drain | undrain}: the last three are one operation. */
public final class EdgeOperations implements OperationGroup {
    public final Operation<ListQuery, Page<View>> list =
            Operation.look("edge.list", Permission.DELIVERY_READ, ListQuery.class, this::list);
    public final Operation<Add, Added> add =
            Operation.change("edge.add", Permission.DELIVERY_WRITE, Add.class, this::add);
    public final Operation<ByName, View> show =
            Operation.look("edge.show", Permission.DELIVERY_READ, ByName.class, this::show);
    public final Operation<Change, View> set = Operation.changeAs(
                    "edge.set", Permission.DELIVERY_WRITE, Change.class, this::set)
            .of(change -> show(new ByName(change.name())));
    public final Operation<ByName, View> remove = Operation.changeAs(
                    "edge.remove", Permission.DELIVERY_WRITE, ByName.class, this::remove)
            .of(this::show);

    public static final int DEFAULT_WEIGHT = 100;
    private static final Columns<PoolMember> COLUMNS = Columns.<PoolMember>named(
                    member -> member.edge().name())
            .number("weight", member -> member.edge().weight())
            .text("state", EdgeOperations::state);

    private final EdgePool pool;
    private final Supplier<String> publicHost;
    private final Supplier<String> publicBase;
    private final SecureRandom random;

    /**
     * Operations on edges.
     *
     * @param publicHost stands for the host by which a viewer reaches us
     * @param publicBase where an edge elsewhere reaches us
     */
    public EdgeOperations(
            EdgePool pool, Supplier<String> publicHost, Supplier<String> publicBase, SecureRandom random) {
        this.pool = pool;
        this.publicHost = publicHost;
        this.publicBase = publicBase;
        this.random = random;
    }

    /** An edge by its name. */
    public record ByName(String name) {}

    /**
     * An edge elsewhere to add.
     *
     * @param url as viewers reach it
     * @param weight null: 100
     * @param capacity in Mbit/s; 0 or null: as it says itself
     */
    @Schema(example = "{\"name\": \"paris\", \"url\": \"http://paris.example:8081\"}")
    public record Add(
            String name,
            String url,
            @Nullable Integer weight,
            @Nullable Integer capacity) {}

    /**
     * What to change of an edge; null: as it was.
     *
     * @param name where an edge is changed, the path names it
     * @param drained whether no redirect is to name it
     * @param capacity in Mbit/s; 0: as it says itself
     */
    @Schema(example = "{\"weight\": 50}")
    public record Change(
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
            String name,

            @Nullable Integer weight,
            @Nullable Boolean drained,
            @Nullable Integer capacity) {
        Change called(String otherName) {
            return new Change(otherName, weight, drained, capacity);
        }
    }

    /**
     * An edge as commands show it.
     *
     * @param mbps what it sends; null: unknown
     * @param capacity what it can send, in Mbit/s; null: unknown
     */
    public record View(
            String name,
            String url,
            int weight,
            String state,
            boolean drained,
            @Nullable Double mbps,
            @Nullable Integer capacity,
            String etag)
            implements Tagged {}

    /** An edge that was just added, with what its machine needs: the token is shown this once. */
    public record Added(
            String name,
            String url,
            int weight,
            String state,
            @Nullable Integer capacity,
            @Secret String token,
            @Secret String command,
            @Nullable String warning) {

        @Override
        public String toString() {
            return "Added[" + name + "]";
        }
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(list, add, show, set, remove);
    }

    private Page<View> list(ListQuery query) {
        return COLUMNS.page(pool.members(), query).map(this::view);
    }

    private Added add(Add add) {
        if (Edge.isOwn(add.name())) {
            throw OperationException.invalid("name", "names edge-1, edge-2, … are the server's own; choose another");
        }
        EdgeToken token = EdgeToken.make(random);
        Edge edge = Edge.at(
                        add.name(),
                        add.url(),
                        add.weight() == null ? DEFAULT_WEIGHT : add.weight(),
                        add.capacity() == null ? 0 : add.capacity())
                .withToken(token);
        if (!pool.add(edge)) {
            throw OperationException.conflict("name", "there is an edge '" + add.name() + "' already; see: edge list");
        }
        View view = view(pool.member(edge));
        String origin = publicBase.get();
        return new Added(
                view.name(),
                view.url(),
                view.weight(),
                view.state(),
                view.capacity(),
                token.text(),
                "./headwater edge serve --origin " + origin + " --token " + token.text() + " --port " + edge.port()
                        + (edge.scheme().equals("https") ? " --tls-cert FILE --tls-key FILE" : ""),
                isLoopback(origin) && !isLoopback(view.url())
                        ? "the server is reached on its own machine only; start it with: headwater up --bind 0.0.0.0"
                        : null);
    }

    private static boolean isLoopback(String base) {
        return base.matches("https?://(127\\.[0-9.]+|localhost|\\[(::1|0:0:0:0:0:0:0:1)])(:\\d+)?");
    }

    private View show(ByName by) {
        return view(pool.member(pool.find(by.name()).orElseThrow(() -> unknown(by.name()))));
    }

    private View set(Call call, Change change) {
        return view(pool.member(pool.change(change.name(), edge -> {
                    call.expect(edge);
                    Edge weighed = change.weight() == null ? edge : edge.withWeight(change.weight());
                    Edge drained = change.drained() == null ? weighed : weighed.withDrained(change.drained());
                    return change.capacity() == null ? drained : drained.withCapacity(change.capacity());
                })
                .orElseThrow(() -> unknown(change.name()))));
    }

    private View remove(Call call, ByName by) {
        View view = show(by);
        if (Edge.isOwn(by.name())) {
            throw OperationException.conflict(
                    "'" + by.name() + "' is the server's own and stays: drain it, or see --edge-ports");
        }
        var _ = pool.remove(by.name(), call::expect).orElseThrow(() -> unknown(by.name()));
        return view;
    }

    private static OperationException unknown(String name) {
        return OperationException.missing("there is no edge '" + name + "'; see: edge list");
    }

    private static String state(PoolMember member) {
        return member.state().name().toLowerCase(Locale.ROOT);
    }

    private View view(PoolMember member) {
        Edge edge = member.edge();
        return new View(
                edge.name(),
                edge.base(publicHost.get()),
                edge.weight(),
                state(member),
                edge.drained(),
                shown(member.health().mbps()),
                member.capacity() == 0 ? null : member.capacity(),
                Etags.of(edge));
    }

    /** Tenths are exact enough for people; nothing is shown where nothing is known or sent. */
    private static @Nullable Double shown(double mbps) {
        long tenths = Math.round(mbps * 10);
        return tenths == 0 ? null : tenths / 10.0;
    }
}
