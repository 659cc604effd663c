package dev.headwater.api.imports;

import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.Lines;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.importing.ImportException;
import dev.headwater.core.importing.ImportedLine;
import dev.headwater.core.importing.LinesReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes over lines with the passwords that subscribers have typed in already. A line is known again by its name; of one
 * that is there, what the file says is changed and all else stays. None is ever removed.
 */
public final class LinesJob {
    private static final int AT_ONCE = 64;

    private final LineParts parts;
    private final ImportRequest request;
    private final Progress progress;
    private final Instant now;

    /** What lines stand on. */
    public record LineParts(Lines lines, LinePasswords passwords, Bouquets bouquets, IdSequence ids) {}

    private record Change(Line after, boolean newPassword) {}

    LinesJob(LineParts parts, ImportRequest request, Progress progress, Instant now) {
        this.parts = parts;
        this.request = request;
        this.progress = progress;
        this.now = now;
    }

    /** @throws ImportException where any row can not be taken over: then none is */
    Difference run(Path file) {
        List<ImportedLine> rows = read(file);
        checkBouquets(rows);
        Map<String, Line> there = new HashMap<>();
        parts.lines().list().forEach(line -> there.put(line.name(), line));
        List<ImportedLine> added = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        long unchanged = 0;
        for (ImportedLine row : rows) {
            Line before = there.get(row.name());
            if (before == null) {
                added.add(row);
                continue;
            }
            Change change = change(before, row);
            if (change.after().equals(before)) {
                unchanged++;
            } else {
                changed.add(change);
            }
        }
        if (!ImportRequest.is(request.preview())) {
            apply(added, changed);
        }
        return new Difference(
                added.size(),
                changed.size(),
                0,
                0,
                unchanged,
                added.stream().map(ImportedLine::name).limit(Plan.SAMPLES).toList(),
                changed.stream().map(c -> c.after().name()).limit(Plan.SAMPLES).toList(),
                List.of(),
                0,
                List.of(),
                List.of());
    }

    private static List<ImportedLine> read(Path file) {
        try (InputStream in = Spool.open(file)) {
            return LinesReader.read(in);
        } catch (IOException e) {
            throw ImportException.brokenOff("the file");
        }
    }

    private void checkBouquets(List<ImportedLine> rows) {
        for (ImportedLine row : rows) {
            for (String bouquet : bouquets(row, List.of())) {
                if (parts.bouquets().find(bouquet).isEmpty()) {
                    throw new ImportException("row " + row.row() + ": there is no bouquet '" + Loose.shown(bouquet)
                            + "'; add it first, or give all of them one with --bouquet. Nothing was changed");
                }
            }
        }
    }

    private List<String> bouquets(ImportedLine row, List<String> otherwise) {
        if (request.bouquet() != null) {
            return List.of(request.bouquet());
        }
        return row.bouquets() == null ? otherwise : row.bouquets();
    }

    private Change change(Line before, ImportedLine row) {
        boolean newPassword =
                !row.password().isEmpty() && !parts.passwords().matches(row.password(), before.password());
        Integer connections = row.connections();
        Line after = before.withAccess(
                bouquets(row, before.bouquets()),
                connections == null ? before.limit().connections() : connections,
                row.expirySaid() ? row.expiresAt() : before.expiresAt(),
                row.status() == null ? before.status() : row.status());
        return new Change(
                newPassword ? after.withPassword(parts.passwords().store(row.password()), now) : after, newPassword);
    }

    private void apply(List<ImportedLine> added, List<Change> changed) {
        int all = added.size() + changed.size();
        AtomicLong done = new AtomicLong();
        int first = added.isEmpty() ? 0 : parts.ids().next(added.size());
        List<Line> lines = new ArrayList<>();
        for (ImportedLine row : added) {
            lines.add(line(first + lines.size(), row));
        }
        Together.forEach(lines, AT_ONCE, line -> {
            if (!parts.lines().add(line)) {
                throw new ImportException("somebody else added line '" + line.name() + "' meanwhile; run it again");
            }
            progress.at("Importing", done.incrementAndGet(), all);
        });
        Together.forEach(changed, AT_ONCE, change -> {
            Line after = change.after();
            parts.lines().change(after.name(), line -> {
                Line next = line.withAccess(
                        after.bouquets(), after.limit().connections(), after.expiresAt(), after.status());
                return change.newPassword() ? next.withPassword(after.password(), after.passwordSince()) : next;
            });
            progress.at("Importing", done.incrementAndGet(), all);
        });
    }

    private Line line(int id, ImportedLine row) {
        Integer connections = row.connections();
        String password = row.password().isEmpty() ? parts.passwords().generate() : row.password();
        return new Line(
                id,
                row.name(),
                parts.passwords().store(password),
                now,
                bouquets(row, List.of(Bouquet.ALL)),
                ConnectionLimit.of(connections == null ? 1 : connections),
                ListSettings.DEFAULT,
                row.expiresAt(),
                row.status() == null ? LineStatus.ACTIVE : row.status(),
                row.trial(),
                now);
    }
}
