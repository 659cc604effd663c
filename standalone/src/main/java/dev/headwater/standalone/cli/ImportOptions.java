package dev.headwater.standalone.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every import takes. */
final class ImportOptions {
    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Tells this source from others at the next import. Default: made of kind and source.")
    @Nullable
    String name;

    @Option(names = "--preview", description = "Show what would be added, changed and removed; change nothing.")
    boolean preview;

    @Option(
            names = "--bouquet",
            paramLabel = "NAME",
            description = "A bouquet that is to hold what is imported; of lines: the one they see.")
    @Nullable
    String bouquet;

    /** What brings content takes beside it. */
    static final class OfContent {
        @Option(names = "--yes", description = "However much of what the source brought before would vanish.")
        boolean yes;

        @Option(names = "--fetch", description = "Package films and episodes now, not when they are first played.")
        boolean fetch;
    }

    /** What may be fetched from the web takes beside it. */
    static final class OfWeb {
        @Option(
                names = "--allow-private",
                description = "Let SOURCE itself lead to private and loopback addresses. What it names may not.")
        boolean allowPrivate;
    }
}
