package dev.headwater.standalone.operations;

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
import dev.headwater.core.media.Source;
import dev.headwater.core.net.Reach;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code channel add | list | show | remove}. */
public final class ChannelOperations {
    /** A window nobody wrote for so long has no worker behind it. */
    private static final Duration ABANDONED = Duration.ofSeconds(30);

    /** Where nothing works, it is written as seldom as it is tried. */
    private static final Duration ABANDONED_FAILED = Duration.ofMinutes(3);

    private final Channels channels;
    private final Categories categories;
    private final IdSequence ids;
    private final LiveWindows windows;
    private final InstantSource clock;
    private final boolean workerRuns;
    private final Runnable changed;

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
        this.channels = channels;
        this.categories = categories;
        this.ids = ids;
        this.windows = windows;
        this.clock = clock;
        this.workerRuns = workerRuns;
        this.changed = changed;
    }

    /**
     * A channel to add.
     *
     * @param category null: Uncategorized
     * @param ladder null: remux, or the small ladder for what has to be encoded
     * @param allowPrivate whether its sources may lead to private and loopback addresses; null: no
     */
    public record Add(
            String name,
            List<String> sources,
            @Nullable String category,
            @Nullable String ladder,
            @Nullable Boolean allowPrivate) {

        /** A channel whose sources lead to no private address. */
        public Add(String name, List<String> sources, @Nullable String category, @Nullable String ladder) {
            this(name, sources, category, ladder, null);
        }
    }

    /** A channel by its id. */
    public record ById(int id) {}

    void register(Operations operations) {
        operations.add("channel.add", Add.class, this::add);
        operations.add("channel.list", Operations.None.class, none -> list());
        operations.add("channel.show", ById.class, this::show);
        operations.add("channel.remove", ById.class, this::remove);
    }

    public ChannelView add(Add add) {
        List<Source> sources = add.sources().stream()
                .map(url -> new Source(url, add.allowPrivate()))
                .toList();
        sources.forEach(ChannelOperations::checkAddress);
        boolean mustEncode = sources.stream().anyMatch(source -> source.kind() == Source.Kind.TESTCARD);
        String ladder = add.ladder() == null && mustEncode ? Ladder.SMALL.name() : add.ladder();
        // Refused before it costs an id or leaves a category behind.
        Channel draft = Channel.of(1, Listed.plain(add.name(), 1, clock.instant()), sources, ladder);
        Category category =
                categories.named(ContentKind.LIVE, add.category() == null ? Category.UNCATEGORIZED : add.category());
        Channel channel = draft.placed(ids.next(), category.id());
        channels.save(channel);
        changed.run();
        return view(channel, Map.of(category.id(), category.name()));
    }

    private List<ChannelView> list() {
        Map<Integer, String> names = categoryNames();
        return channels.list().stream().map(channel -> view(channel, names)).toList();
    }

    ChannelView show(ById by) {
        return view(find(by.id()), categoryNames());
    }

    private ChannelView remove(ById by) {
        ChannelView view = show(by);
        channels.delete(by.id());
        changed.run();
        return view;
    }

    private Channel find(int id) {
        return channels.find(id).orElseThrow(() -> new OperationException("there is no channel " + id));
    }

    private Map<Integer, String> categoryNames() {
        return categories.list(ContentKind.LIVE).stream().collect(Collectors.toMap(Category::id, Category::name));
    }

    private ChannelView view(Channel channel, Map<Integer, String> categoryNames) {
        Optional<LiveWindow> window = windows.find(channel.id());
        ChannelState state = state(channel, window);
        return new ChannelView(
                channel.id(),
                channel.name(),
                categoryNames.getOrDefault(channel.category(), ""),
                channel.sources().stream().map(Source::toString).toList(),
                channel.ladder(),
                state.label(),
                error(state, window));
    }

    private ChannelState state(Channel channel, Optional<LiveWindow> window) {
        if (!channel.enabled() || !workerRuns) {
            return ChannelState.OFF;
        }
        Instant now = clock.instant();
        boolean isNew = channel.listed().addedAt().plus(ABANDONED).isAfter(now);
        return window.filter(w -> w.updatedAt().plus(patience(w)).isAfter(now))
                .map(w -> isSilent(w, now) ? ChannelState.FAILED : w.state())
                .orElse(isNew ? ChannelState.STARTING : ChannelState.OFF);
    }

    private static Duration patience(LiveWindow window) {
        return window.state() == ChannelState.OFF ? ABANDONED : ABANDONED_FAILED;
    }

    /** Whether it is called on air and shows nothing new: its source stands still, and nobody has said so yet. */
    private static boolean isSilent(LiveWindow window, Instant now) {
        return window.state() == ChannelState.ON_AIR
                && window.updatedAt().plus(ABANDONED).isBefore(now);
    }

    private @Nullable String error(ChannelState state, Optional<LiveWindow> window) {
        String error = window.map(LiveWindow::error).orElse(null);
        return error == null && state == ChannelState.FAILED
                ? "nothing has come for " + ABANDONED.toSeconds() + " s"
                : error;
    }

    /** What can be seen before anything is looked up; the rest is checked each time the source is opened. */
    private static void checkAddress(Source source) {
        Optional<Reach> reach = source.httpHost().flatMap(ChannelOperations::reach);
        if (reach.filter(r -> r == Reach.FORBIDDEN).isPresent()) {
            throw new OperationException(
                    "the source leads to a link-local, metadata or group address: those are never connected to");
        }
        if (reach.filter(r -> r == Reach.PRIVATE).isPresent() && !source.allowsPrivate()) {
            throw new OperationException("the source leads to a private address: that needs --allow-private");
        }
    }

    private static Optional<Reach> reach(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return Optional.of(Reach.PRIVATE);
        }
        try {
            return Optional.of(Reach.of(InetAddress.ofLiteral(host)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
