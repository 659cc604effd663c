package dev.headwater.standalone.repair;

import dev.headwater.core.archive.Archive;
import dev.headwater.core.catalog.Channels;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.local.folder.DiskFaults;
import dev.headwater.local.objects.FolderObjectStore;
import dev.headwater.local.objects.ObjectRepair;
import dev.headwater.local.tables.LocalTables;
import dev.headwater.local.tables.TableRepair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Looks at everything a data folder holds: files of tables, items, what follows from items, objects. Mends what it can in
 * that order, each step on what the one before left whole. A folder that is well is not changed.
 */
public final class Repair {
    static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final DataFolder folder;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private final Findings findings;
    private final String stamp;
    private final Quarantine quarantine;
    private boolean archivesLost;

    /**
     * A repair of a folder that this process owns.
     *
     * @param mend whether to mend what is found, or only to tell
     * @param progress told what is being looked at
     */
    public Repair(DataFolder folder, boolean mend, InstantSource clock, Consumer<String> progress) {
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
        this.findings = new Findings(mend);
        this.stamp = STAMP.format(clock.instant());
        this.quarantine = new Quarantine(folder.root(), stamp);
    }

    /** The newest schema this Headwater reads of a kind of items, a partition key up to and including its {@code #}. */
    public static int newestSchema(String kind) {
        return ItemCheck.newestSchema(kind);
    }

    /** @throws dev.headwater.core.store.StoreException where it can go no further; what was done until then is whole */
    public RepairReport run() {
        boolean catalog = salvage("catalog");
        boolean channelsGone = findings.count() > 0;
        boolean accounts = salvage("accounts");
        boolean sessionsGone = renewSessions();
        boolean listings = findings.count() > 0;
        listings |= objects();
        if (catalog && accounts && (findings.mend() || !sessionsGone)) {
            items(listings, channelsGone, sessionsGone);
        }
        return findings.report(quarantine.used());
    }

    /** Whether the table can be opened now. */
    private boolean salvage(String name) {
        TableRepair repair = table(name);
        return repair.problem()
                .map(problem -> {
                    String done = "";
                    boolean lost = true;
                    if (findings.mend() && repair.isMissing()) {
                        repair.setAside(stamp);
                        done = "begun anew, empty; put a backup in its place";
                    } else if (findings.mend()) {
                        progress.accept("salvaging tables/" + name + ".db");
                        TableRepair.Salvaged salvaged = repair.salvage(stamp);
                        lost = salvaged.gaps() > 0 || salvaged.resumed();
                        done = told(salvaged);
                    }
                    findings.add("tables/" + name + ".db", problem, done, lost);
                    return findings.mend();
                })
                .orElse(true);
    }

    private static String told(TableRepair.Salvaged salvaged) {
        StringBuilder told = new StringBuilder("kept ").append(salvaged.kept()).append(" items");
        if (salvaged.unproved() > 0) {
            told.append(", ").append(salvaged.unproved());
            told.append(" of them without proof that they were not removed or changed before");
        }
        if (salvaged.resumed()) {
            told.append(" that the earlier repair has read; what it could not read is not known any more");
        }
        if (salvaged.gaps() > 0) {
            told.append("; in ").append(salvaged.gaps()).append(" places something is lost");
        }
        return told.append(salvaged.resumed() ? "; the file that stood there is " : "; the damaged file is ")
                .append(salvaged.damaged())
                .toString();
    }

    /** Sessions, leases and windows fill again by themselves; which segments are kept of the past does not. */
    private boolean renewSessions() {
        TableRepair repair = table("sessions");
        return repair.problem()
                .map(problem -> {
                    String done = "";
                    if (findings.mend() && repair.isMissing()) {
                        repair.setAside(stamp);
                        done = "begun anew";
                        archivesLost = true;
                    } else if (findings.mend()) {
                        TableRepair.Salvaged archives = repair.salvage(stamp, Archive::holds);
                        done = "begun anew; the damaged file is " + archives.damaged();
                        archivesLost = archives.gaps() > 0 || archives.resumed();
                    }
                    findings.add("tables/sessions.db", problem, done, false);
                    return true;
                })
                .orElse(false);
    }

    private TableRepair table(String name) {
        progress.accept("checking tables/" + name + ".db");
        return new TableRepair(folder.tables().resolve(name + ".db"));
    }

    /** Whether lists have to be rendered anew. */
    private boolean objects() {
        progress.accept("checking objects");
        ObjectRepair repair = new ObjectRepair(folder.objects());
        ObjectRepair.Found found = repair.look(count -> progress.accept(count + " objects checked"));
        boolean listings = false;
        for (String key : found.damaged()) {
            if (findings.mend()) {
                repair.setAside(key, quarantine.objects());
            }
            boolean derived = key.startsWith("listings/");
            listings |= derived;
            findings.add("object " + key, "damaged", derived ? "rendered anew" : "taken out", !derived);
        }
        if (found.drafts() > 0) {
            if (findings.mend()) {
                // Clears them away, as every start does.
                var _ = new FolderObjectStore(folder.objects());
            }
            findings.add("objects", found.drafts() + " drafts of a process that died", "removed", false);
        }
        return listings;
    }

    private void items(boolean listings, boolean channelsGone, boolean sessionsGone) {
        progress.accept("checking items");
        Set<Integer> streams = streams("[0-9]{10}");
        Set<Integer> all = new TreeSet<>(streams);
        all.addAll(streams("vod"));
        try (LocalTables local =
                findings.mend() ? LocalTables.open(folder.tables(), clock) : LocalTables.look(folder.tables())) {
            DerivedFacts derived = new StoredItems(local.tables(), findings, quarantine, clock).look(all, listings);
            if (archivesLost) {
                tellOfArchives(new Channels(local.tables().catalog()));
            }
            if (findings.mend() && sessionsGone) {
                derived.sweepAgain(streams);
            }
            if (findings.mend() && channelsGone) {
                derived.keepObjectsOfUnknown();
            }
        }
    }

    /** Their segments are stored still, and nobody knows of them. */
    private void tellOfArchives(Channels channels) {
        channels.list().stream()
                .filter(channel -> channel.archiveDays() > 0)
                .forEach(channel -> findings.add(
                        "archive of channel " + channel.id(),
                        "what is kept of it stood in tables/sessions.db",
                        "what could be read of it plays",
                        true));
    }

    /** Ids that have segments of some hours, {@code hls/ID/RENDITION/HOUR}: of channels, or of films. */
    private Set<Integer> streams(String hour) {
        Path root = folder.objects().resolve("hls");
        Set<Integer> ids = new TreeSet<>();
        if (!Files.isDirectory(root)) {
            return ids;
        }
        try (Stream<Path> hours = Files.walk(root, 3)) {
            hours.filter(path -> root.relativize(path).getNameCount() == 3
                            && path.getFileName().toString().matches(hour))
                    .map(path -> root.relativize(path).getName(0).toString())
                    .filter(id -> id.matches("[1-9][0-9]{0,8}"))
                    .forEach(id -> ids.add(Integer.valueOf(id)));
            return ids;
        } catch (IOException e) {
            throw DiskFaults.of(root, "the streams can not be listed", e);
        }
    }
}
