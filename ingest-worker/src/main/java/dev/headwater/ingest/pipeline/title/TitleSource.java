package dev.headwater.ingest.pipeline.title;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.FileVersion;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.source.Download;
import dev.headwater.ingest.pipeline.source.DownloadLimits;
import dev.headwater.ingest.pipeline.source.TitleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * The file a film is made of. One of a server is fetched once, whole, and kept beside what is made of it.
 *
 * @param path where it lies
 * @param called what it is to an operator
 * @param fingerprint of it as it is and of all else that decides what comes out: what was made under another is no good
 */
record TitleSource(Path path, String called, String fingerprint) {
    /** Names of what belongs to a file that was fetched. */
    static final String FETCHED = "source";

    static final String VERSION = "source-version";

    /** Counted up with every change of what is made of the same file: what an older one left is not gone on with. */
    private static final int FORMAT = 3;

    TitleFile open() {
        return new TitleFile(path, called);
    }

    static String called(Source source) {
        return source.httpHost().map(host -> "what " + host + " sent").orElse("the file " + source.rest());
    }

    /** Has the file fetched where it is a server's and is not there yet, or is another by now. */
    static TitleSource get(Job.Title job, Report report) throws IOException {
        Path folder = Path.of(job.folder());
        return switch (job.source().kind()) {
            case FILE -> local(job);
            case HTTP -> fetched(job, folder, report);
            case UPLOAD -> throw new PipelineException("this worker can not open uploads of the cloud");
            default -> throw new PipelineException("a film is made from a file: or http(s): source");
        };
    }

    /** As it was got before. */
    static TitleSource again(Job.Title job) throws IOException {
        Path folder = Path.of(job.folder());
        return job.source().kind() == Source.Kind.HTTP ? kept(job, folder) : local(job);
    }

    private static TitleSource local(Job.Title job) throws IOException {
        Path path = Path.of(job.source().rest());
        String called = called(job.source());
        String state = Files.isRegularFile(path)
                ? Files.size(path) + " " + Files.getLastModifiedTime(path).toMillis()
                : "";
        return new TitleSource(path, called, fingerprint(job, state));
    }

    private static TitleSource kept(Job.Title job, Path folder) throws IOException {
        return new TitleSource(
                folder.resolve(FETCHED),
                called(job.source()),
                fingerprint(job, Files.readString(folder.resolve(VERSION))));
    }

    private static TitleSource fetched(Job.Title job, Path folder, Report report) throws IOException {
        if (isThere(job.source(), folder)) {
            return kept(job, folder);
        }
        Files.deleteIfExists(folder.resolve(VERSION));
        report.state("fetching the file");
        FileVersion version =
                Download.fetch(job.source(), folder.resolve(FETCHED), DownloadLimits.DEFAULT, report::progress);
        TitleFiles.force(folder.resolve(FETCHED));
        TitleFiles.write(folder.resolve(VERSION), state(version).orElseGet(() -> "unknown " + UUID.randomUUID()));
        return kept(job, folder);
    }

    /** Where the server can not be asked just now, what came from it is good. */
    private static boolean isThere(Source source, Path folder) throws IOException {
        if (!Files.exists(folder.resolve(VERSION)) || !Files.exists(folder.resolve(FETCHED))) {
            return false;
        }
        try {
            Optional<String> state = state(Download.look(source));
            return state.isPresent()
                    && Files.readString(folder.resolve(VERSION)).equals(state.get());
        } catch (FetchException e) {
            if (!e.mayPass()) {
                throw e;
            }
            return true;
        }
    }

    /** Empty: nothing was said by which the file would be known again. */
    private static Optional<String> state(FileVersion version) {
        return version.tag() == null && version.modified() == null
                ? Optional.empty()
                : Optional.of(version.length() + " " + version.tag() + " " + version.modified());
    }

    /** A hash: a URL may say more than where. */
    private static String fingerprint(Job.Title job, String state) {
        String all = String.join(
                "\n",
                Integer.toString(FORMAT),
                job.source().url(),
                state,
                String.valueOf(job.ladder()),
                Long.toString(job.partMillis()),
                Integer.toString(avcodec.avcodec_version()),
                Av.string(avcodec.avcodec_license()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
