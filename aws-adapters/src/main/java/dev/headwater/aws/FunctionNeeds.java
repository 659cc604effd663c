package dev.headwater.aws;

import java.util.List;
import java.util.stream.Stream;

/**
 * What processes need of the tables and of secrets. Their roles give them no more, and they ask for no more: what answers
 * viewers learns nothing of administrators, and changes no line, no content and no channel.
 *
 * <p>Partitions and names are spelled in full, or with a {@code *} at the end that stands for anything.
 *
 * @param accounts of whose partitions what is written is never removed
 * @param secrets names in the program's own secrets
 */
public record FunctionNeeds(Partitions accounts, Partitions catalog, Partitions sessions, List<String> secrets) {
    /** Which key signs, with those whose time is over: every process may write it. */
    public static final String SIGNING_KEYS = "SIGNING_KEYS";

    /**
     * What is needed of one table.
     *
     * @param read partitions that are read
     * @param written those of them that are written too
     */
    public record Partitions(List<String> read, List<String> written) {
        private static final Partitions ALL = new Partitions(List.of("*"), List.of("*"));

        public Partitions {
            read = List.copyOf(read);
            written = List.copyOf(written);
        }

        public boolean reads(String partition) {
            return isAmong(partition, read);
        }

        public boolean writes(String partition) {
            return isAmong(partition, written);
        }
    }

    /** Who watches what, what is on air and was, and which edges are well; who watches is written down. */
    private static final Partitions PLAYED = new Partitions(
            List.of(
                    "SESSIONS#*",
                    "PLAYING",
                    "DEMANDS",
                    "WATCHED",
                    "LIVE#*",
                    "ARCHIVE#*",
                    "ARCHIVED#*",
                    "EDGE_HEALTH",
                    "GENERATION#*"),
            List.of("SESSIONS#*", "PLAYING", "DEMANDS", "WATCHED"));

    /** Logins, lists, and where a stream begins. */
    public static final FunctionNeeds XTREAM = new FunctionNeeds(
            new Partitions(
                    List.of("LINE#*", "LINENAME#*", "BOUQUETS", "TAKEDOWNS", "EDGES", SIGNING_KEYS, "IDS#category"),
                    // What lost its category is shown in one that is made for it.
                    List.of(SIGNING_KEYS, "IDS#category")),
            // Films that are asked for, and lists, which are made when they are.
            new Partitions(
                    List.of("*"),
                    List.of(
                            "VOD#*",
                            "VODWAITING",
                            "VODWISHES",
                            "LISTINGS#*",
                            "PUBLISH#*",
                            "GUIDE-DOCUMENTS",
                            "CATEGORIES#*")),
            PLAYED,
            List.of("line-pepper", "line-seal-key", "ticket-key-*", "signing-key-*"));

    /** What a player asks while it plays: who it is a ticket says, no password. */
    public static final FunctionNeeds PLAY = new FunctionNeeds(
            new Partitions(List.of("LINE#*", "BOUQUETS", "TAKEDOWNS", "EDGES", SIGNING_KEYS), List.of(SIGNING_KEYS)),
            new Partitions(List.of("*"), List.of()),
            PLAYED,
            List.of("ticket-key-*", "signing-key-*", "content-seal-key"));

    /** Endless streams: as what a player asks while it plays, and whether there is a headend at all. */
    public static final FunctionNeeds STREAMS = new FunctionNeeds(
            new Partitions(
                    Stream.concat(PLAY.accounts().read().stream(), Stream.of("RESTORING", "LINENAME#*"))
                            .toList(),
                    PLAY.accounts().written()),
            PLAY.catalog(),
            PLAYED,
            PLAY.secrets());

    /** Lists made ahead, and takedowns. Where content comes from is in no list. */
    public static final FunctionNeeds PUBLISH =
            new FunctionNeeds(Partitions.ALL, Partitions.ALL, Partitions.ALL, List.of());

    /** Films by MediaConvert, and channels by a worker: where they come from, and what they are encrypted with. */
    public static final FunctionNeeds MEDIA = new FunctionNeeds(
            new Partitions(List.of("TAKEDOWNS", "RESTORING"), List.of()),
            Partitions.ALL,
            Partitions.ALL,
            List.of("content-seal-key", "source-seal-key"));

    /** What is the owner's, and does what the owner asks for. */
    public static final FunctionNeeds ALL =
            new FunctionNeeds(Partitions.ALL, Partitions.ALL, Partitions.ALL, List.of("*"));

    public FunctionNeeds {
        secrets = List.copyOf(secrets);
    }

    public boolean readsSecret(String name) {
        return isAmong(name, secrets);
    }

    private static boolean isAmong(String name, List<String> spelled) {
        return spelled.stream()
                .anyMatch(one ->
                        one.endsWith("*") ? name.startsWith(one.substring(0, one.length() - 1)) : name.equals(one));
    }
}
