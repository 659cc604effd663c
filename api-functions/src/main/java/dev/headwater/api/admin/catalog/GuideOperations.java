package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.Sourced;
import dev.headwater.api.admin.jobs.Job;
import dev.headwater.api.admin.jobs.Jobs;
import dev.headwater.api.admin.jobs.RunningJob;
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
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code guide add | list | show | remove | import | map}. */
public final class GuideOperations implements OperationGroup {
    public final Operation<Add, View> add =
            Operation.change("guide.add", Permission.CATALOG_WRITE, Add.class, add -> View.of(add(add)));
    public final Operation<ListQuery, Page<View>> list =
            Operation.look("guide.list", Permission.CATALOG_READ, ListQuery.class, this::list);
    public final Operation<ByName, View> show =
            Operation.look("guide.show", Permission.CATALOG_READ, ByName.class, by -> View.of(find(by.name())));
    public final Operation<ByName, View> remove =
            Operation.change("guide.remove", Permission.CATALOG_WRITE, ByName.class, this::remove);
    public final Operation<Import, Page<Job>> begin =
            Operation.changeAs("guide.import", Permission.CATALOG_WRITE, Import.class, this::begin);
    /** Reads a source as an import would, and changes nothing. */
    public final Operation<Add, Job> preview =
            Operation.changeAs("guide.preview", Permission.CATALOG_WRITE, Add.class, this::preview);

    /** Gives channels the guide ids that are sure; what each has is told by {@link #matches}. */
    public final Operation<Operation.None, Mapped> map =
            Operation.change("guide.map", Permission.CATALOG_WRITE, Operation.None.class, none -> map());

    public final Operation<ListQuery, Page<MatchView>> matches =
            Operation.look("guide.matches", Permission.CATALOG_READ, ListQuery.class, this::matches);
    public final Operation<OfChannel, MatchView> match =
            Operation.look("guide.match", Permission.CATALOG_READ, OfChannel.class, of -> match(of.channel()));
    public final Operation<Choice, MatchView> choose = Operation.change(
                    "guide.choose", Permission.CATALOG_WRITE, Choice.class, this::choose)
            .of(choice -> match(channel(choice)));

    private static final String NONE = "none";
    private static final String AUTO = "auto";
    private static final String UPLOAD = "upload:";

    private static final Columns<GuideSource> COLUMNS =
            Columns.numbered(GuideSource::id, GuideSource::name).number("priority", GuideSource::priority);

    private static final Columns<MatchView> MATCHES = Columns.numbered(MatchView::id, MatchView::name)
            .text("guideId", MatchView::guideId)
            .text("how", MatchView::how);

    private final GuideSources sources;
    private final IdSequence ids;
    private final GuideRuns runs;
    private final Jobs jobs;
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
            Jobs jobs,
            GuideMapping mapping,
            Channels channels,
            Runnable changed) {
        this.sources = sources;
        this.ids = ids;
        this.runs = runs;
        this.jobs = jobs;
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
    @Schema(example = "{\"name\": \"main\", \"source\": \"https://example.org/guide.xml.gz\"}")
    public record Add(
            String name,
            String source,
            @Nullable Integer priority,
            @Nullable String zone,
            @Nullable Integer daysBehind,
            @Nullable Integer daysAhead,
            @Nullable Boolean allowPrivate)
            implements Sourced<Add> {

        @Override
        public Add resolved(Resolver sources) {
            return new Add(name, sources.of("source", source), priority, zone, daysBehind, daysAhead, allowPrivate);
        }

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
    @Schema(example = "{\"name\": \"main\"}")
    public record Import(@Nullable String name, @Nullable Boolean yes) {}

    /** A channel by its id. */
    public record OfChannel(int channel) {}

    /**
     * A choice, for good.
     *
     * @param channel the path names it
     * @param guideId {@code none}: it has no guide; {@code auto}: what was chosen is forgotten
     */
    @Schema(example = "{\"guideId\": \"one.example\"}")
    public record Choice(@Nullable Integer channel, String guideId) {
        Choice of(int id) {
            return new Choice(id, guideId);
        }
    }

    /** @param changed how many channels were given another guide id */
    public record Mapped(int changed) {}

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
        return List.of(add, list, show, remove, begin, preview, map, matches, match, choose);
    }

    /** Adds a source; imports nothing yet. */
    public GuideSource add(Add add) {
        GuideSource draft = draft(add);
        if (sources.find(add.name()).isPresent()) {
            throw new OperationException("there is a guide source '" + add.name() + "' already; see: guide list");
        }
        // Refused before it costs an id.
        GuideSource source = draft.under(ids.next());
        sources.add(source);
        return source;
    }

    private static GuideSource draft(Add add) {
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
        return draft;
    }

    private static void checkLocation(GuideSource source) {
        if (source.isOwn()) {
            throw new OperationException("a guide source is an http or https URL, or a file");
        }
        if (source.isWeb()) {
            return;
        }
        if (source.location().startsWith(UPLOAD)) {
            throw new OperationException(
                    "a guide is fetched anew each day: here its source is an http or https URL, and no upload");
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

    private Page<Job> begin(Call call, Import wanted) {
        List<GuideSource> chosen = wanted.name() == null
                ? sources.list().stream().filter(source -> !source.isOwn()).toList()
                : List.of(find(wanted.name()));
        if (chosen.isEmpty()) {
            throw new OperationException("there is no guide source to import; see: guide add --help");
        }
        if (chosen.getFirst().isOwn()) {
            throw new OperationException("this guide is made here, and needs no import");
        }
        boolean evenIfFewer = Boolean.TRUE.equals(wanted.yes());
        List<Job> begun = chosen.stream()
                .map(source -> followed(begin.name(), call, source, watch -> runs.begin(source, evenIfFewer, watch)))
                .toList();
        return new Page<>(begun, begun.size(), null);
    }

    /** Of one that is known by this name what is known of it, else what was said. */
    private Job preview(Call call, Add add) {
        GuideSource source = sources.find(add.name()).orElseGet(() -> draft(add).under(0));
        return followed(preview.name(), call, source, watch -> runs.beginLook(source, watch));
    }

    private Job followed(String kind, Call call, GuideSource source, Consumer<Consumer<GuideRun>> begin) {
        RunningJob job = jobs.begin(kind, call.caller(), Map.of("source", source.name()));
        begin.accept(run -> show(job, run));
        return job.job();
    }

    private static void show(RunningJob job, GuideRun run) {
        if (run.state().equals(GuideRun.RUNNING)) {
            job.at(run.step(), run.done(), run.all());
        } else {
            job.end(run.state(), run.error(), run);
        }
    }

    private GuideSource find(String name) {
        return sources.find(name)
                .orElseThrow(
                        () -> OperationException.missing("there is no guide source '" + name + "'; see: guide list"));
    }

    private Mapped map() {
        int count = mapping.apply().changed();
        if (count > 0) {
            changed.run();
        }
        return new Mapped(count);
    }

    private Page<MatchView> matches(ListQuery query) {
        Map<Integer, String> names = new HashMap<>();
        channels.forEach(channel -> names.put(channel.id(), channel.name()));
        return MATCHES.page(
                mapping.look().stream()
                        .map(match -> view(names.getOrDefault(match.channel(), ""), match))
                        .toList(),
                query);
    }

    private MatchView match(int id) {
        Channel channel = channels.find(id).orElseThrow(() -> OperationException.missing("there is no channel " + id));
        return view(channel.name(), mapping.find(id).orElseThrow());
    }

    private MatchView choose(Choice choice) {
        int id = channel(choice);
        match(id);
        if (choice.guideId() == null) {
            throw OperationException.invalid("guideId", "say which guide id, none or auto");
        }
        if (choice.guideId().equals(AUTO)) {
            mapping.forget(id);
            mapping.apply();
        } else {
            mapping.choose(id, choice.guideId().equals(NONE) ? null : choice.guideId());
        }
        changed.run();
        return match(id);
    }

    private static int channel(Choice choice) {
        if (choice.channel() == null) {
            throw OperationException.invalid("channel", "say which channel");
        }
        return choice.channel();
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
