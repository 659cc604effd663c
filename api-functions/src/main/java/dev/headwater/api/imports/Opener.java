package dev.headwater.api.imports;

import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.fetch.Downloads;
import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.importing.ImportException;
import dev.headwater.core.importing.M3uCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Makes a source ready to be read: fetches what is on the web, through the guard. */
final class Opener {
    /** Panels make their lists while they are waited for. */
    private static final HttpLimits PATIENT = new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(60));

    private static final Duration TOTAL = Duration.ofMinutes(30);

    private final AddressGuard.Resolver resolver;

    Opener(AddressGuard.Resolver resolver) {
        this.resolver = resolver;
    }

    /** @throws ImportException with the reason, where it can not be had */
    Reading open(ImportRequest request, Spool spool, Progress progress) {
        return switch (request.kind()) {
            case "m3u" -> m3u(request, spool, progress);
            case "xtream" -> XtreamAccount.fetch(request, downloads(request), spool, progress);
            case "folder" -> new MediaFolder(existing(request, true));
            default -> throw new ImportException("there is no import of kind " + request.kind());
        };
    }

    private Reading m3u(ImportRequest request, Spool spool, Progress progress) {
        Path file = local(request, spool, progress);
        return (sink, notes) -> {
            try (InputStream in = Spool.open(file)) {
                M3uCatalogue.read(in, sink, notes);
            } catch (IOException e) {
                throw ImportException.brokenOff("the playlist");
            }
        };
    }

    /** The source as a file of this machine. */
    Path local(ImportRequest request, Spool spool, Progress progress) {
        if (!request.isWeb()) {
            return existing(request, false);
        }
        Path file = spool.file("list");
        try {
            downloads(request).to(file, request.source(), bytes -> progress.at("Fetching", bytes, 0));
            return file;
        } catch (FetchException e) {
            throw new ImportException(e.text() + ": nothing was changed");
        } catch (IOException e) {
            throw new ImportException("what was fetched can not be kept: is the disk full?");
        }
    }

    private Downloads downloads(ImportRequest request) {
        return new Downloads(
                new AddressGuard(resolver, ImportRequest.is(request.allowPrivate())), PATIENT, TOTAL, Spool.MAX_BYTES);
    }

    private static Path existing(ImportRequest request, boolean folder) {
        Path path = Path.of(request.source());
        if (!path.isAbsolute() || (folder ? !Files.isDirectory(path) : !Files.isRegularFile(path))) {
            throw new ImportException("there is no " + (folder ? "folder " : "file ") + request.shownSource()
                    + " on the server's machine");
        }
        return path;
    }
}
