package dev.headwater.standalone.operations;

import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
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
     */
    public record Add(
            String name,
            List<String> sources,
            @Nullable String category,
            @Nullable String ladder) {}

    /** A channel by its id. */
    public record ById(int id) {}

    void register(Operations operations) {
        operations.add("channel.add", Add.class, this::add);
        operations.add("channel.list", Operations.None.class, none -> list());
        operations.add("channel.show", ById.class, this::show);
        operations.add("channel.remove", ById.class, this::remove);
    }

    public ChannelView add(Add add) {
        List<Source> sources = add.sources().stream().map(Source::new).toList();
        boolean mustEncode = sources.stream().anyMatch(source -> source.kind() == Source.Kind.TESTCARD);
        String ladder = add.ladder() == null && mustEncode ? Ladder.SMALL.name() : add.ladder();
        // Refused before it costs an id or leaves a category behind.
        Channel draft = new Channel(1, add.name(), 1, sources, ladder, null, null, 0, false, true, clock.instant());
        Category category = categories.named(add.category() == null ? Category.UNCATEGORIZED : add.category());
        Channel channel = draft.placed(ids.next(), category.id());
        channels.save(channel);
        changed.run();
        return view(channel, Map.of(category.id(), category.name()));
    }

    private List<ChannelView> list() {
        Map<Integer, String> names = categoryNames();
        return channels.list().stream().map(channel -> view(channel, names)).toList();
    }

    private ChannelView show(ById by) {
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
        return categories.list().stream().collect(Collectors.toMap(Category::id, Category::name));
    }

    private ChannelView view(Channel channel, Map<Integer, String> categoryNames) {
        Optional<LiveWindow> window = windows.find(channel.id());
        return new ChannelView(
                channel.id(),
                channel.name(),
                categoryNames.getOrDefault(channel.category(), ""),
                channel.sources().stream().map(Source::toString).toList(),
                channel.ladder(),
                state(channel, window).label(),
                window.map(LiveWindow::error).orElse(null));
    }

    private ChannelState state(Channel channel, Optional<LiveWindow> window) {
        if (!channel.enabled() || !workerRuns) {
            return ChannelState.OFF;
        }
        Instant now = clock.instant();
        boolean isNew = channel.addedAt().plus(ABANDONED).isAfter(now);
        return window.filter(w -> w.updatedAt().plus(ABANDONED).isAfter(now))
                .map(LiveWindow::state)
                .orElse(isNew ? ChannelState.STARTING : ChannelState.OFF);
    }
}
