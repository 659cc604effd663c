package dev.headwater.standalone.cli;

import dev.headwater.api.admin.catalog.Showing;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of how lists show content, and to whom. */
final class ListedOptions {
    @Option(names = "--category", paramLabel = "NAME", description = "Made where there is none; new: Uncategorized.")
    private @Nullable String category;

    @Option(names = "--image", paramLabel = "URL", description = "Logo or cover; an empty text: none.")
    private @Nullable String image;

    @Option(
            names = "--adult",
            negatable = true,
            description = "Apps lock it; lines with --no-adult neither see nor play it.")
    private @Nullable Boolean adult;

    @Option(
            names = "--from",
            paramLabel = "T",
            description = "Shown from then on: a date, or a moment such as 2027-01-31T12:00:00Z (UTC).")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "T", description = "Shown until then; of a date, until its end.")
    private @Nullable String until;

    @Option(
            names = "--countries",
            paramLabel = "CC",
            split = ",",
            description = "Shown only there, such as DE,AT; any: everywhere.")
    private @Nullable List<String> countries;

    Showing showing(@Nullable String name) {
        return new Showing(name, category, image, adult, from, until, countries);
    }
}
