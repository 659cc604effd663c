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
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.RtmpSource;
import dev.headwater.core.media.Source;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

    private static final Columns<Row> COLUMNS = Columns.numbered(Row::id, Row::name)
            .number("position", Row::position)
            .number("category", Row::category)
            .text("run", Row::run);

    /** What lists are ordered by. */
    private record Row(int id, String name, int position, int category, String run) {
        static Row of(Channel channel) {
            return new Row(
                    channel.id(),
                    channel.name(),
                    channel.position(),
                    channel.category(),
                    ChannelSettings.label(channel.run()).intern());
        }
    }

    private final Channels channels;
    private final Categories categories;
    private final IdSequence ids;
    private final LiveWindows windows;
    private final InstantSource clock;
    private final Runnable changed;
    private final ChannelStates states;
    private final StreamKeys streamKeys = new StreamKeys(new SecureRandom());
    private final Directory<Row> directory;

    /**
     * Operations on channels.
     *
     * @param workerRuns whether channels are being made: else every one is off
     * @param changed called after the catalogue changed
     */
    public ChannelOperations(
            Channels channels,
            Categories categories,
            IdSequence ids,
            LiveWindows windows,
            InstantSource clock,
            boolean workerRuns,
            Runnable changed) {
        this(channels, categories, ids, windows, clock, workerRuns, changed, () -> 0);
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
            LiveWindows windows,
            InstantSource clock,
            boolean workerRuns,
            Runnable changed,
            LongSupplier elsewhere) {
        this(channels, categories, ids, windows, clock, workerRuns, changed, elsewhere, Set::of);
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
            LiveWindows windows,
            InstantSource clock,
            boolean workerRuns,
            Runnable changed,
            LongSupplier elsewhere,
            Supplier<Set<Integer>> withheld) {
        this.states = new ChannelStates(clock, workerRuns, withheld);
        this.channels = channels;
        this.categories = categories;
        this.ids = ids;
        this.windows = windows;
        this.clock = clock;
        this.changed = changed;
        this.directory = new Directory<>(
                new Directory.Reader<>(
                        Row::id,
                        rows -> channels.forEach(channel -> rows.accept(Row.of(channel))),
                        id -> channels.find(id).map(Row::of)),
                channels.watchers(),
                elsewhere,
                clock);
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
            List<String> found = sources.stream()
                    .map(source -> TitleFiles.resolved(from, source))
                    .toList();
            return new Add(found, ladder, allowPrivate, showing, settings);
        }
    }

    /**
     * What to change of a channel.
     *
     * @param ladder what it is encoded to; empty: what can be copied is copied; null: as it was
     */
    public record Change(
            int id,
            @Nullable String ladder,
            @JsonUnwrapped Showing showing,
            @JsonUnwrapped ChannelSettings settings) {}

    /**
     * What to change of a channel that is named elsewhere.
     *
     * @param ladder what it is encoded to; empty: what can be copied is copied; null: as it was
     */
    @Schema(example = "{\"name\": \"News\", \"position\": 2}")
    public record Changes(
            @Nullable String ladder,
            @JsonUnwrapped Showing showing,
            @JsonUnwrapped ChannelSettings settings) {}

    /** A channel by its id. */
    public record ById(int id) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, set, list, show, remove);
    }

    public ChannelView add(Add add) {
        List<Source> sources = add.sources().stream()
                .map(url -> new Source(RtmpSource.withKey(url, streamKeys::next), add.allowPrivate()))
                .toList();
        sources.forEach(SourceAddresses::checkOfChannel);
        String ladder = add.ladder() == null && mustEncode(sources) ? Ladder.SMALL.name() : add.ladder();
        requireLadder(ladder);
        // Refused before it costs an id or leaves a category behind.
        Channel draft =
                add.settings().change(Channel.of(1, add.showing().create("", clock.instant()), sources, ladder));
        Category category = category(add.showing().category());
        Channel channel = draft.placed(ids.next(), category.id());
        channels.save(channel);
        changed.run();
        return view(channel, Map.of(category.id(), category.name())).publishedAt(StreamKeys.urls(sources));
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
        var _ = changed(before, change, before.category());
        String category = change.showing().category();
        Integer place = category == null ? null : category(category).id();
        Channel after = channels.change(change.id(), channel -> {
                    call.expect(channel);
                    return changed(channel, change, place == null ? channel.category() : place);
                })
                .orElseThrow(() -> noSuchChannel(change.id()));
        return view(after, categoryNames());
    }

    private static Channel changed(Channel channel, Change change, int category) {
        String ladder = change.ladder();
        Channel other = ladder == null ? channel : channel.withLadder(emptyToNull(ladder));
        if (ladder != null && other.ladder() == null && mustEncode(other.sources())) {
            throw OperationException.invalid("ladder", "a test card is always encoded: name a ladder");
        }
        return change.settings()
                .change(other)
                .withListed(change.showing().change(channel.listed()).in(category));
    }

    private static @Nullable String emptyToNull(@Nullable String ladder) {
        return ladder == null || ladder.isEmpty() ? null : ladder;
    }

    private static boolean mustEncode(List<Source> sources) {
        return sources.stream().anyMatch(source -> source.kind() == Source.Kind.TESTCARD);
    }

    private Category category(@Nullable String name) {
        return categories.named(ContentKind.LIVE, name == null ? Category.UNCATEGORIZED : name);
    }

    /** Many channels at once. Who asks for it says that they changed. */
    public Many<Integer, Changes, Change, ById> many() {
        return new Many<>(
                (call, selection) -> selection.of(directory.rows(), COLUMNS, Row::id).stream()
                        .map(Row::id)
                        .toList(),
                this::look,
                settings -> {
                    requireLadder(emptyToNull(settings.ladder()));
                    Listed listed = settings.showing().create("any", clock.instant());
                    var _ = settings.settings().change(Channel.of(1, listed, ANY, null));
                },
                set.doing(this::setQuietly),
                (id, change) -> new Change(id, change.ladder(), change.showing(), change.settings()),
                remove.doing(this::removeQuietly),
                ById::new);
    }

    private Optional<String> look(int id, Selection<Integer> selection) {
        return channels.find(id)
                .filter(one -> selection.has(Row.of(one), COLUMNS))
                .map(Etags::of);
    }

    private Page<ChannelView> list(ListQuery query) {
        Map<Integer, String> names = categoryNames();
        Page<Row> page = COLUMNS.page(directory.rows(), query);
        List<Integer> ids = page.items().stream().map(Row::id).toList();
        Map<Integer, Channel> found = channels.findAll(ids);
        Map<Integer, LiveWindow> live = windows.findAll(ids);
        return page.found(row -> Optional.ofNullable(found.get(row.id()))
                .map(channel -> view(channel, names, Optional.ofNullable(live.get(row.id())))));
    }

    ChannelView show(ById by) {
        return view(find(by.id()), categoryNames());
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

    private Map<Integer, String> categoryNames() {
        return categories.list(ContentKind.LIVE).stream().collect(Collectors.toMap(Category::id, Category::name));
    }

    private ChannelView view(Channel channel, Map<Integer, String> categoryNames) {
        return view(channel, categoryNames, windows.find(channel.id()));
    }

    private ChannelView view(Channel channel, Map<Integer, String> categoryNames, Optional<LiveWindow> window) {
        ChannelState state = states.of(channel, window);
        return new ChannelView(
                channel.id(),
                channel.name(),
                categoryNames.getOrDefault(channel.category(), ""),
                channel.sources().stream().map(Source::toString).toList(),
                channel.ladder(),
                state.label(),
                ChannelStates.error(state, window),
                state == ChannelState.OFF
                        ? null
                        : ChannelIngest.of(window.map(LiveWindow::ingest).orElse(null)),
                channel.position(),
                channel.listed().image(),
                channel.guideId(),
                channel.archiveDays(),
                channel.listed().adult(),
                channel.radio(),
                ChannelSettings.label(channel.run()),
                channel.ingestOptions().isHotStandby(),
                channel.ingestOptions().isEncrypted(),
                channel.listed().rights().from(),
                channel.listed().rights().until(),
                channel.listed().rights().countries(),
                null,
                Etags.of(channel));
    }
}
