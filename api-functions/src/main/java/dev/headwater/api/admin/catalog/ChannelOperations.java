package dev.headwater.api.admin.catalog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.Directory;
import dev.headwater.api.admin.Etags;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Many;
import dev.headwater.api.admin.Many.Selection;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.Sourced;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code channel add | set | list | show | remove}. */
public final class ChannelOperations implements OperationGroup {
    public final Operation<Add, ChannelView> add =
            Operation.change("channel.add", Permission.CATALOG_WRITE, Add.class, this::add);
    public final Operation<Change, ChannelView> set = Operation.changeAs(
                    "channel.set", Permission.CATALOG_WRITE, Change.class, this::set)
            .of(change -> show(new ById(change.id())));
    public final Operation<ListQuery, Page<ChannelView>> list =
            Operation.look("channel.list", Permission.CATALOG_READ, ListQuery.class, this::list);
    public final Operation<ById, ChannelView> show =
            Operation.look("channel.show", Permission.CATALOG_READ, ById.class, this::show);
    public final Operation<ById, ChannelView> remove = Operation.changeAs(
                    "channel.remove", Permission.CATALOG_WRITE, ById.class, this::remove)
            .of(this::show);

    private static final List<Source> ANY = List.of(new Source("testcard:", null));

    /** Of no channel. */
    private static final int NO_ID = 0;

    private final Channels channels;
    private final Categories categories;
    private final IdSequence ids;
    private final InstantSource clock;
    private final Runnable changed;
    private final ChannelStates states;
    private final ChannelViews views;
    private final ChannelSources channelSources = new ChannelSources(new SecureRandom());
    private final Directory<ChannelRow> directory;
    private final ChannelPorts ports;

    /**
     * Operations on channels.
     *
     * @param changed called after the catalogue changed
     */
    public ChannelOperations(
            Channels channels,
            Categories categories,
            IdSequence ids,
            ChannelMaking making,
            InstantSource clock,
            Runnable changed) {
        this(channels, categories, ids, making, clock, changed, () -> 0);
    }

    /**
     * Operations on channels that other processes change too.
     *
     * @param elsewhere another number as soon as another process changed channels
     */
    public ChannelOperations(
            Channels channels,
            Categories categories,
            IdSequence ids,
            ChannelMaking making,
            InstantSource clock,
            Runnable changed,
            LongSupplier elsewhere) {
        this(channels, categories, ids, making, clock, changed, elsewhere, Set::of);
    }

    /**
     * Operations on channels of which some may be taken down.
     *
     * @param withheld ids of what nothing may be served of: nobody makes such a channel
     */
    public ChannelOperations(
            Channels channels,
            Categories categories,
            IdSequence ids,
            ChannelMaking making,
            InstantSource clock,
            Runnable changed,
            LongSupplier elsewhere,
            Supplier<Set<Integer>> withheld) {
        this.states = new ChannelStates(making, clock, withheld);
        this.views = new ChannelViews(categories, states);
        this.channels = channels;
        this.categories = categories;
        this.ids = ids;
        this.clock = clock;
        this.changed = changed;
        this.directory = new Directory<>(
                new Directory.Reader<>(
                        ChannelRow::id,
                        rows -> channels.forEach(channel -> rows.accept(ChannelRow.of(channel))),
                        id -> channels.find(id).map(ChannelRow::of)),
                channels.watchers(),
                elsewhere,
                clock);
        this.ports = new ChannelPorts(directory::rows, making.reserved());
    }

    /** How many channels are encoded to each ladder that any is, as lists know it. */
    public Map<String, Integer> byLadder() {
        Map<String, Integer> users = new HashMap<>();
        for (ChannelRow row : directory.rows()) {
            if (row.ladder() != null) {
                users.merge(row.ladder(), 1, Integer::sum);
            }
        }
        return users;
    }

    /**
     * A channel to add.
     *
     * @param ladder null: remux, or the small ladder for what has to be encoded
     * @param allowPrivate whether its sources may lead to private and loopback addresses; null: no
     */
    @Schema(example = "{\"name\": \"Test card\", \"sources\": [\"testcard:\"]}")
    public record Add(
            List<String> sources,
            @Nullable String ladder,
            @Nullable Boolean allowPrivate,
            @JsonUnwrapped Showing showing,
            @JsonUnwrapped ChannelSettings settings)
            implements Sourced<Add> {

        /** A channel whose sources lead to no private address, and nothing else said of it. */
        public Add(String name, List<String> sources, @Nullable String category, @Nullable String ladder) {
            this(sources, ladder, null, Showing.named(name, category), ChannelSettings.DEFAULT);
        }

        @Override
        public Add resolved(Resolver from) {
            return new Add(ChannelSources.resolved(from, sources), ladder, allowPrivate, showing, settings);
        }
    }

    /**
     * What to change of a channel.
     *
     * @param sources all of them, in order of priority; one that is sent as it is shown stays what it is; null: as they were
     * @param ladder what it is encoded to; empty: what can be copied is copied; null: as it was
     * @param allowPrivate whether new sources may lead to private and loopback addresses; null: no
     */
    public record Change(
            int id,
            @Nullable List<String> sources,
            @Nullable String ladder,
            @Nullable Boolean allowPrivate,
            @JsonUnwrapped Showing showing,
            @JsonUnwrapped ChannelSettings settings)
            implements Sourced<Change> {

        /** What is said elsewhere, of a channel. */
        static Change of(int id, Changes said) {
            return new Change(id, said.sources(), said.ladder(), said.allowPrivate(), said.showing(), said.settings());
        }

        @Override
        public Change resolved(Resolver from) {
            List<String> found = sources == null ? null : ChannelSources.resolved(from, sources);
            return new Change(id, found, ladder, allowPrivate, showing, settings);
        }
    }

    /**
     * What to change of a channel that is named elsewhere.
     *
     * @param sources all of them, in order of priority; one that is sent as it is shown stays what it is; null: as they were
     * @param ladder what it is encoded to; empty: what can be copied is copied; null: as it was
     * @param allowPrivate whether new sources may lead to private and loopback addresses; null: no
     */
    @Schema(example = "{\"name\": \"News\", \"position\": 2}")
    public record Changes(
            @Nullable List<String> sources,
            @Nullable String ladder,
            @Nullable Boolean allowPrivate,
            @JsonUnwrapped Showing showing,
            @JsonUnwrapped ChannelSettings settings) {}

    /** A channel by its id. */
    public record ById(int id) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, set, list, show, remove);
    }

    public ChannelView add(Add add) {
        List<Source> sources = OperationException.blaming(
                "sources", () -> channelSources.urls(add.sources(), add.allowPrivate(), List.of()));
        String ladder = add.ladder() == null && ChannelSources.mustEncode(sources) ? Ladder.SMALL.name() : add.ladder();
        requireLadder(ladder);
        // Refused before it costs an id or leaves a category behind.
        Channel draft =
                add.settings().change(Channel.of(1, add.showing().create("", clock.instant()), sources, ladder));
        EncodedOnly.check(draft, add.ladder(), add.settings());
        ports.check(draft.placed(NO_ID, draft.category()), "sources");
        Category category = category(add.showing().category());
        Channel channel = draft.placed(ids.next(), category.id());
        channels.save(channel);
        changed.run();
        return views.of(channel, Map.of(category.id(), category.name())).publishedAt(StreamKeys.urls(sources));
    }

    private void requireLadder(@Nullable String name) {
        if (name != null && channels.ladders().find(name).isEmpty()) {
            throw OperationException.invalid(
                    "ladder", "there is no ladder '" + name + "': './headwater ladder list' shows which there are");
        }
    }

    private ChannelView set(Call call, Change change) {
        ChannelView view = setQuietly(call, change);
        changed.run();
        return view;
    }

    private ChannelView setQuietly(Call call, Change change) {
        Channel before = find(change.id());
        call.expect(before);
        requireLadder(emptyToNull(change.ladder()));
        List<String> urls = change.sources();
        List<Source> sources = urls == null
                ? null
                : OperationException.blaming(
                        "sources", () -> channelSources.urls(urls, change.allowPrivate(), before.sources()));
        Channel draft = changed(before, change, sources, before.category());
        if (ChannelPorts.isNews(before, draft)) {
            ports.check(draft, sources == null ? "run" : "sources");
        }
        String category = change.showing().category();
        Integer place = category == null ? null : category(category).id();
        Channel after = channels.change(change.id(), channel -> {
                    call.expect(channel);
                    return changed(channel, change, sources, place == null ? channel.category() : place);
                })
                .orElseThrow(() -> noSuchChannel(change.id()));
        if (after.run() != before.run()) {
            states.begins(after.id());
        }
        ChannelView view = views.of(after);
        return sources == null ? view : view.publishedAt(StreamKeys.urls(sources));
    }

    private static Channel changed(Channel was, Change change, @Nullable List<Source> sources, int category) {
        String ladder = change.ladder();
        Channel channel = sources == null ? was : was.withSources(sources);
        Channel other = ladder == null ? channel : channel.withLadder(emptyToNull(ladder));
        boolean isOther = ladder != null || sources != null;
        if (isOther && other.ladder() == null && ChannelSources.mustEncode(other.sources())) {
            throw OperationException.invalid("ladder", "a test card is always encoded: name a ladder");
        }
        Channel settled = change.settings().change(other);
        EncodedOnly.check(settled, ladder, change.settings());
        return settled.withListed(change.showing().change(channel.listed()).in(category));
    }

    private static @Nullable String emptyToNull(@Nullable String ladder) {
        return ladder == null || ladder.isEmpty() ? null : ladder;
    }

    private Category category(@Nullable String name) {
        return OperationException.blaming(
                "category", () -> categories.named(ContentKind.LIVE, name == null ? Category.UNCATEGORIZED : name));
    }

    /** Many channels at once. Who asks for it says that they changed. */
    public Many<Integer, Changes, Change, ById> many() {
        return new Many<>(
                (call, selection) -> selection.of(directory.rows(), columns(states.all()), ChannelRow::id).stream()
                        .map(ChannelRow::id)
                        .toList(),
                this::look,
                settings -> {
                    if (settings.sources() != null || settings.allowPrivate() != null) {
                        throw OperationException.invalid(
                                settings.sources() != null ? "sources" : "allowPrivate",
                                "sources are changed channel by channel");
                    }
                    requireLadder(emptyToNull(settings.ladder()));
                    Listed listed = settings.showing().create("any", clock.instant());
                    var _ = settings.settings().change(Channel.of(1, listed, ANY, null));
                },
                set.doing(this::setQuietly),
                Change::of,
                remove.doing(this::removeQuietly),
                ById::new);
    }

    /** @param state asked for where a list is filtered or ordered by it, and else not */
    private Columns<ChannelRow> columns(Function<ChannelRow, ChannelState> state) {
        return Columns.numbered(ChannelRow::id, ChannelRow::name)
                .number("position", ChannelRow::position)
                .id("category", ChannelRow::category, CategoryOperations.named(categories, ContentKind.LIVE))
                .oneOf("run", ChannelSettings.RUNS, ChannelRow::run)
                .oneOf("state", ChannelState.LABELS, row -> state.apply(row).label());
    }

    private Optional<String> look(int id, Selection<Integer> selection) {
        return channels.find(id)
                .filter(one -> selection.has(ChannelRow.of(one), columns(row -> states.now(one))))
                .map(Etags::of);
    }

    private Page<ChannelView> list(ListQuery query) {
        Page<ChannelRow> page = columns(states.all()).page(directory.rows(), query);
        Map<Integer, Channel> found =
                channels.findAll(page.items().stream().map(ChannelRow::id).toList());
        Map<Integer, ChannelView> shown = views.of(found.values());
        return page.found(row -> Optional.ofNullable(shown.get(row.id())));
    }

    ChannelView show(ById by) {
        return views.of(find(by.id()));
    }

    private ChannelView remove(Call call, ById by) {
        ChannelView view = removeQuietly(call, by);
        changed.run();
        return view;
    }

    private ChannelView removeQuietly(Call call, ById by) {
        ChannelView view = show(by);
        var _ = channels.remove(by.id(), call::expect).orElseThrow(() -> noSuchChannel(by.id()));
        return view;
    }

    private Channel find(int id) {
        return channels.find(id).orElseThrow(() -> noSuchChannel(id));
    }

    private static OperationException noSuchChannel(int id) {
        return OperationException.missing("there is no channel " + id);
    }
}
