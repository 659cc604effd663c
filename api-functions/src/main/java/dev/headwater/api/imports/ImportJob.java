package dev.headwater.api.imports;

import dev.headwater.api.listing.PublishRequests;
import dev.headwater.api.listing.Scope;
import dev.headwater.core.account.Bouquet;
import dev.headwater.core.hls.SweptChannels;
import dev.headwater.core.importing.ImportException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One import from beginning to end, on one thread. */
final class ImportJob {
    private static final String LEASE = "import";
    /** The data folder's lock sees to it that there is but one; one that was killed is at once followed by the next. */
    private static final String HOLDER = "local";

    private static final Duration LEASE_LENGTH = Duration.ofMinutes(2);
    private static final Duration RENEWED_AFTER = Duration.ofSeconds(20);
    private static final int WANTED_AT_ONCE = 64;

    private final ImportParts parts;
    private final ImportStore store;
    private final Opener opener;
    private final Spool spool;
    private final ImportRequest request;
    private final Consumer<ImportRun> show;
    private ImportRun run;
    private Instant renewed;
    private Runnable renewHold = () -> {};

    /** @param show is told how it stands */
    ImportJob(
            ImportParts parts,
            ImportStore store,
            Opener opener,
            Spool spool,
            ImportRequest request,
            ImportRun begun,
            Consumer<ImportRun> show) {
        this.parts = parts;
        this.store = store;
        this.opener = opener;
        this.spool = spool;
        this.request = request;
        this.run = begun;
        this.show = show;
        this.renewed = begun.startedAt();
    }

    /** How it ended. */
    ImportRun run() {
        checkBouquet();
        if (parts.leases().acquire(LEASE, HOLDER, LEASE_LENGTH).isEmpty()) {
            throw new ImportException("another import is running");
        }
        try {
            return request.kind().equals("lines") ? lines() : compareAndApply();
        } finally {
            parts.leases().release(LEASE, HOLDER);
        }
    }

    private void checkBouquet() {
        if (Bouquet.ALL.equals(request.bouquet()) && !request.kind().equals("lines")) {
            throw new ImportException("the bouquet 'all' holds everything already: leave --bouquet out");
        }
        if (request.bouquet() != null) {
            // Refuses what is no name.
            Bouquet.empty(request.bouquet());
        }
    }

    private ImportRun lines() {
        LinesJob job = new LinesJob(parts.lines(), request, this::at, run.startedAt());
        run = run.compared(job.run(opener.local(request, spool, this::at)), 0, List.of());
        return ended(ImportRequest.is(request.preview()) ? ImportRun.PREVIEW : ImportRun.DONE, null);
    }

    private ImportRun compareAndApply() {
        Reading whole = opener.open(request, spool, this::at);
        Reading source = ImportRequest.is(request.catchup()) ? whole : WithoutCatchup.of(whole);
        KnownItems known = store.known(run.name());
        KeptIds kept = ImportRequest.is(request.keepIds()) ? keptIds() : null;
        Plan plan = Plan.of(source, known, parts.catalog(), kept, this::at);
        if (request.bouquet() != null) {
            new BouquetFill(parts.bouquets(), request.bouquet())
                    .note(plan, parts.categories())
                    .ifPresent(plan.notes()::add);
        }
        Difference difference = plan.difference(parts.catalog(), parts.categories());
        run = run.compared(difference, plan.notes().count(), plan.notes().first());
        if (ImportRequest.is(request.preview())) {
            return ended(ImportRun.PREVIEW, null);
        }
        if (!difference.vanishing().stream().allMatch(request::allows)) {
            return ended(ImportRun.UNCONFIRMED, asked(difference));
        }
        store.saveOrigin(run.name(), request.fingerprint());
        apply(plan, source);
        return ended(ImportRun.DONE, null);
    }

    private KeptIds keptIds() {
        KeptIds kept = new KeptIds(parts.catalog(), parts.categories(), parts.assets());
        kept.reserve(new SweptChannels(parts.tables().sessions()).list());
        // Imports that broke off have drawn ids for what they did not come to write.
        store.runs().forEach(other -> kept.reserve(store.known(other.name())));
        return kept;
    }

    private static String asked(Difference difference) {
        return difference.removed() + " entries of what this source brought before would vanish ("
                + difference.vanishing().stream().map(Vanishing::shown).collect(Collectors.joining(", "))
                + "): nothing was changed. Run it again with --yes, or, if this is another source, with a --name of its own";
    }

    private void apply(Plan plan, Reading source) {
        PublishRequests.Hold hold = parts.publishRequests().hold(EnumSet.allOf(Scope.class), "import", LEASE_LENGTH);
        renewHold = hold::renew;
        Applier applier = new Applier(
                parts.catalog(),
                parts.categories(),
                parts.assets(),
                new Applier.ImportIds(parts.contentIds(), parts.seriesIds()),
                store,
                this::at);
        applier.apply(run.name(), plan, source, run.startedAt());
        // What became of the categories' ids shows only now.
        Difference found = run.found();
        if (plan.kept().isPresent() && found != null) {
            run = run.compared(found.withConflicts(plan.kept().get()), run.noted(), run.notes());
        }
        if (request.bouquet() != null) {
            int left = new BouquetFill(parts.bouquets(), request.bouquet())
                    .fill(applier.categories(), applier.loose(), parts.catalog());
            if (left > 0) {
                plan.notes()
                        .add("the bouquet '" + request.bouquet() + "' is full: " + left
                                + " entries without a category are not in it");
            }
        }
        run = run.remarked(plan.notes().count(), plan.notes().first());
        // Only what came to its end is published; else the hold ends by itself and the next run begins another.
        hold.close();
        parts.catalogueChanged().run();
        if (ImportRequest.is(request.fetch())) {
            want(plan.known());
        }
    }

    private void want(KnownItems known) {
        List<Integer> wanted = new ArrayList<>();
        known.forEach(at -> {
            boolean plays = known.type(at) == Prints.MOVIE || known.type(at) == Prints.EPISODE;
            if (plays && known.is(at, KnownItems.SEEN)) {
                wanted.add(known.id(at));
            }
        });
        at("Asking for files", 0, wanted.size());
        Together.forEach(wanted, WANTED_AT_ONCE, parts.assets()::fetch);
        at("Asking for files", wanted.size(), wanted.size());
    }

    private synchronized void at(String step, long done, long all) {
        Instant now = parts.clock().instant();
        run = run.at(step, done, all, now);
        show.accept(run);
        if (renewed.plus(RENEWED_AFTER).isBefore(now)) {
            renewed = now;
            parts.leases().acquire(LEASE, HOLDER, LEASE_LENGTH);
            renewHold.run();
            store.save(run);
        }
    }

    private ImportRun ended(String state, @Nullable String why) {
        return run.ended(state, why, parts.clock().instant());
    }
}
