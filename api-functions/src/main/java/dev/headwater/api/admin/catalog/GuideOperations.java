package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.api.imports.guide.GuideRun;
import dev.headwater.api.imports.guide.GuideRuns;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.guide.GuideSource;
import dev.headwater.core.guide.GuideSources;
import dev.headwater.core.guide.mapping.GuideMapping;
import dev.headwater.core.guide.mapping.GuideMatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code guide add | list | remove | import | map}. */
public final class GuideOperations implements OperationGroup {
    public final Operation<Add, View> add =
            Operation.change("guide.add", Permission.CATALOG_WRITE, Add.class, add -> View.of(add(add)));
    public final Operation<ListQuery, Page<View>> list =
            Operation.look("guide.list", Permission.CATALOG_READ, ListQuery.class, this::list);
    public final Operation<ByName, View> remove =
            Operation.change("guide.remove", Permission.CATALOG_WRITE, ByName.class, this::remove);
    public final Operation<Import, List<GuideRun>> begin =
            Operation.change("guide.import", Permission.CATALOG_WRITE, Import.class, this::begin);
    public final Operation<ById, GuideRun> run =
            Operation.look("guide.run", Permission.CATALOG_READ, ById.class, this::run);
    public final Operation<Choice, Object> map =
            Operation.change("guide.map", Permission.CATALOG_WRITE, Choice.class, this::map);

    private static final String NONE = "none";
    private static final String AUTO = "auto";

    private static final Columns<GuideSource> COLUMNS =
            Columns.numbered(GuideSource::id, GuideSource::name).number("priority", GuideSource::priority);

    private final GuideSources sources;
    private final IdSequence ids;
    private final GuideRuns runs;
    private final GuideMapping mapping;
    private final Channels channels;
    private final Runnable changed;

    /**
     * Operations on the guide.
     *
     * @param ids of sources
     * @param changed called after channels were given other guide ids
     */
    public GuideOperations(
            GuideSources sources,
            IdSequence ids,
            GuideRuns runs,
            GuideMapping mapping,
            Channels channels,
            Runnable changed) {
        this.sources = sources;
        this.ids = ids;
        this.runs = runs;
        this.mapping = mapping;
        this.channels = channels;
        this.changed = changed;
    }

    /**
     * A source to add.
     *
     * @param source URL or absolute path
     * @param priority null: 100, as that of all that say nothing
     * @param zone null: UTC
     * @param daysBehind null: 7
     * @param daysAhead null: 14
     * @param allowPrivate whether its URL may lead to private and loopback addresses; null: no
     */
    public record Add(
            String name,
            String source,
            @Nullable Integer priority,
            @Nullable String zone,
            @Nullable Integer daysBehind,
            @Nullable Integer daysAhead,
            @Nullable Boolean allowPrivate) {

        /** Without what its URL gives away. */
        @Override
        public String toString() {
            return "Add[" + name + "]";
        }
    }

    /** A source by its name. */
    public record ByName(String name) {}

    /**
     * Sources to import.
     *
     * @param name null: all
     * @param yes whether it is taken though much of what the last import had is missing; null: no
     */
    public record Import(@Nullable String name, @Nullable Boolean yes) {}

    /** A run by its id. */
    public record ById(int id) {}

    /**
     * A look at channels, or a choice.
     *
     * @param channel null: all
     * @param guideId null: only look; {@code none}: it has no guide; {@code auto}: what was chosen is forgotten
     */
    public record Choice(
            @Nullable Integer channel, @Nullable String guideId) {}

    /** A source as commands show it. */
    public record View(
            int id,
            String name,
            String source,
            int priority,
            String zone,
            int daysBehind,
            int daysAhead,
            @Nullable Instant imported,
            @Nullable Integer channels,
            @Nullable Integer programmes) {

        static View of(GuideSource source) {
            GuideSource.Last last = source.last();
            return new View(
                    source.id(),
                    source.name(),
                    source.isOwn() ? "(made here)" : source.shownLocation(),
                    source.priority(),
                    source.zone().equals(ZoneOffset.UTC.getId()) ? "UTC" : source.zone(),
                    source.span().behind(),
                    source.span().ahead(),
                    last == null ? null : last.at(),
                    last == null ? null : last.channels(),
                    last == null ? null : last.programmes());
        }
    }

    /** A channel's match as commands show it. */
    public record MatchView(int id, String name, @Nullable String guideId, String how, double confidence) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, list, remove, begin, run, map);
    }

    /** Adds a source; imports nothing yet. */
    public GuideSource add(Add add) {
        GuideSource.Span usual = GuideSource.Span.DEFAULT;
        String zone = add.zone() == null || add.zone().equals("UTC") ? ZoneOffset.UTC.getId() : add.zone();
        GuideSource draft = new GuideSource(
                1,
                add.name(),
                add.source(),
                Boolean.TRUE.equals(add.allowPrivate()),
                add.priority() == null ? GuideSource.DEFAULT_PRIORITY : add.priority(),
                zone,
                new GuideSource.Span(
                        add.daysBehind() == null ? usual.behind() : add.daysBehind(),
                        add.daysAhead() == null ? usual.ahead() : add.daysAhead()),
                null);
        checkLocation(draft);
        if (sources.find(add.name()).isPresent()) {
            throw new OperationException("there is a guide source '" + add.name() + "' already; see: guide list");
        }
        // Refused before it costs an id.
        GuideSource source = draft.under(ids.next());
        sources.add(source);
        return source;
    }

    private static void checkLocation(GuideSource source) {
        if (source.isOwn()) {
            throw new OperationException("a guide source is an http or https URL, or a file");
        }
        if (source.isWeb()) {
            return;
        }
        if (source.location().contains("://")) {
            throw new OperationException("a guide source is an http or https URL, or a file");
        }
        Path file = Path.of(source.location());
        if (!file.isAbsolute() || !Files.isReadable(file)) {
            throw new OperationException("there is no file " + file + " that can be read");
        }
    }

    private Page<View> list(ListQuery query) {
        return COLUMNS.page(sources.list(), query).map(View::of);
    }

    private View remove(ByName by) {
        GuideSource source = find(by.name());
        sources.remove(source.name());
        return View.of(source);
    }

    private List<GuideRun> begin(Import wanted) {
        List<GuideSource> chosen = wanted.name() == null
                ? sources.list().stream().filter(source -> !source.isOwn()).toList()
                : List.of(find(wanted.name()));
        if (chosen.isEmpty()) {
            throw new OperationException("there is no guide source to import; see: guide add --help");
        }
        if (chosen.getFirst().isOwn()) {
            throw new OperationException("this guide is made here, and needs no import");
        }
        return chosen.stream()
                .map(source -> runs.begin(source, Boolean.TRUE.equals(wanted.yes())))
                .toList();
    }

    private GuideRun run(ById by) {
        return runs.find(by.id()).orElseThrow(() -> new OperationException("there is no such import any more"));
    }

    private GuideSource find(String name) {
        return sources.find(name)
                .orElseThrow(() -> new OperationException("there is no guide source '" + name + "'; see: guide list"));
    }

    private Object map(Choice choice) {
        if (choice.channel() == null) {
            return all();
        }
        int id = choice.channel();
        Channel channel = channels.find(id).orElseThrow(() -> new OperationException("there is no channel " + id));
        if (choice.guideId() == null) {
            return view(channel.name(), mapping.find(id).orElseThrow());
        }
        if (choice.guideId().equals(AUTO)) {
            mapping.forget(id);
            mapping.apply();
        } else {
            mapping.choose(id, choice.guideId().equals(NONE) ? null : choice.guideId());
        }
        changed.run();
        return view(channel.name(), mapping.find(id).orElseThrow());
    }

    private List<MatchView> all() {
        GuideMapping.Applied applied = mapping.apply();
        if (applied.changed() > 0) {
            changed.run();
        }
        Map<Integer, String> names = new HashMap<>();
        channels.forEach(channel -> names.put(channel.id(), channel.name()));
        return applied.matches().stream()
                .map(match -> view(names.getOrDefault(match.channel(), ""), match))
                .toList();
    }

    private static MatchView view(String name, GuideMatch match) {
        return new MatchView(
                match.channel(),
                name,
                match.guideId(),
                match.how().name().toLowerCase(Locale.ROOT),
                match.confidence());
    }
}
