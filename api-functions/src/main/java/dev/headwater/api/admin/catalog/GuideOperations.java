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
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.guide.GuideSource;
import dev.headwater.core.guide.GuideSources;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code guide add | list | show | remove | import}: where the guide comes from. */
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

    private static final String UPLOAD = "upload:";

    private static final Columns<GuideSource> COLUMNS =
            Columns.numbered(GuideSource::id, GuideSource::name).number("priority", GuideSource::priority);

    private final GuideSources sources;
    private final IdSequence ids;
    private final GuideRuns runs;
    private final Jobs jobs;

    /**
     * Operations on the guide's sources.
     *
     * @param ids of sources
     */
    public GuideOperations(GuideSources sources, IdSequence ids, GuideRuns runs, Jobs jobs) {
        this.sources = sources;
        this.ids = ids;
        this.runs = runs;
        this.jobs = jobs;
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

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, list, show, remove, begin, preview);
    }

    /** Adds a source; imports nothing yet. */
    public GuideSource add(Add add) {
        GuideSource draft = draft(add);
        if (sources.find(add.name()).isPresent()) {
            throw OperationException.conflict(
                    "name", "there is a guide source '" + add.name() + "' already; see: guide list");
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
            throw OperationException.invalid("source", "a guide source is an http or https URL, or a file");
        }
        if (source.isWeb()) {
            SourceAddresses.checkWeb(source.location(), source.allowsPrivate());
            return;
        }
        if (source.location().startsWith(UPLOAD)) {
            throw OperationException.invalid(
                    "source",
                    "a guide is fetched anew each day: here its source is an http or https URL, and no upload");
        }
        if (source.location().contains("://")) {
            throw OperationException.invalid("source", "a guide source is an http or https URL, or a file");
        }
        Path file = OperationException.blaming("source", () -> Path.of(source.location()));
        if (!file.isAbsolute() || !Files.isReadable(file)) {
            throw OperationException.invalid("source", "there is no file " + file + " that can be read");
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
            throw OperationException.conflict("there is no guide source to import; see: guide add --help");
        }
        if (chosen.getFirst().isOwn()) {
            throw OperationException.invalid("name", "this guide is made here, and needs no import");
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
}
