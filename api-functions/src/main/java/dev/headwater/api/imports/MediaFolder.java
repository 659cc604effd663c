package dev.headwater.api.imports;

import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.importing.ImportException;
import dev.headwater.core.importing.Imported;
import dev.headwater.core.importing.ImportedCategory;
import dev.headwater.core.importing.ImportedEpisode;
import dev.headwater.core.importing.ImportedListing;
import dev.headwater.core.importing.ImportedMovie;
import dev.headwater.core.importing.ImportedSeries;
import dev.headwater.core.importing.Nfo;
import dev.headwater.core.importing.NfoReader;
import dev.headwater.core.importing.Notes;
import dev.headwater.core.importing.Texts;
import dev.headwater.core.importing.Titles;
import dev.headwater.core.media.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of films and series, named as media centres want it: {@code Film (2021).mp4}, alone or in a folder of its own,
 * and {@code Show/Season 01/Show S01E02.mkv}, each with a {@code .nfo} where there is one. A file is known again by its
 * path within the folder. Links to folders are not followed.
 */
final class MediaFolder implements Reading {
    private static final Set<String> MEDIA =
            Set.of("mp4", "mkv", "avi", "mov", "m4v", "wmv", "flv", "mpg", "mpeg", "ts", "webm", "3gp", "ogv");
    private static final Pattern SEASON =
            Pattern.compile("(?i)(?:season|staffel|saison|series)[ ._-]*\\d{1,4}|specials");
    private static final Pattern EXTRA = Pattern.compile("(?i).*[-._ ](?:trailer|sample|featurette)|trailer|sample");
    private static final int MAX_DEPTH = 12;
    private static final int MAX_FILES = 200_000;

    private final Path root;
    private final Set<Path> unreadable = new TreeSet<>();

    MediaFolder(Path root) {
        this.root = root;
    }

    @Override
    public boolean isBlindFor(String sourceUrl) {
        return unreadable.stream().anyMatch(folder -> sourceUrl.startsWith("file:" + folder + "/"));
    }

    @Override
    public void read(Consumer<Imported> sink, Notes notes) {
        Set<String> shows = new HashSet<>();
        for (Path file : files(notes)) {
            String name = stem(file);
            try {
                Optional<Titles.EpisodeName> episode = Titles.episode(name);
                if (episode.isPresent()) {
                    episode(file, episode.get(), shows, sink);
                } else {
                    movie(file, sink);
                }
            } catch (IllegalArgumentException e) {
                notes.add(Texts.clean(root.relativize(file).toString(), Listed.MAX_NAME) + ": " + e.getMessage());
            }
        }
    }

    private List<Path> files(Notes notes) {
        List<Path> files = new ArrayList<>();
        unreadable.clear();
        try {
            Files.walkFileTree(root, Set.of(), MAX_DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (MEDIA.contains(extension(file))
                            && Files.isRegularFile(file)
                            && !EXTRA.matcher(stem(file)).matches()) {
                        files.add(file);
                    }
                    return files.size() > MAX_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
                    if (file.equals(root)) {
                        throw fault;
                    }
                    unreadable.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new ImportException("the folder " + root + " can not be read: nothing was changed");
        }
        if (files.size() > MAX_FILES) {
            throw new ImportException("the folder holds more than " + MAX_FILES + " files: nothing was changed");
        }
        unreadable.forEach(
                folder -> notes.add(Texts.clean(root.relativize(folder).toString(), Listed.MAX_NAME)
                        + " can not be read: what is known of it stays"));
        files.sort(null);
        return files;
    }

    private void movie(Path file, Consumer<Imported> sink) {
        Nfo nfo = nfo(file.resolveSibling(stem(file) + ".nfo"))
                .or(() -> isAlone(file) ? nfo(file.resolveSibling("movie.nfo")) : Optional.empty())
                .orElse(Nfo.NONE);
        Titles.FilmName own = Titles.film(Titles.plain(stem(file)));
        Titles.FilmName named = own.year() == 0 && isAlone(file) ? Titles.film(name(folder(file))) : own;
        Titles.FilmName best = named.year() == 0 ? own : named;
        String title = nfo.title().isEmpty() ? best.name() : nfo.title();
        int year = nfo.year() == 0 ? best.year() : nfo.year();
        String shown = year == 0 ? title : title + " (" + year + ")";
        sink.accept(new ImportedMovie(listing(key(file), shown, nfo), nfo.details(), source(file)));
    }

    private void episode(Path file, Titles.EpisodeName episode, Set<String> shows, Consumer<Imported> sink) {
        Path parent = folder(file);
        boolean inSeason = SEASON.matcher(name(parent)).matches() && !parent.equals(root);
        Path show = inSeason ? folder(parent) : parent;
        boolean ownFolder = !show.equals(root);
        String named = ownFolder ? Titles.plain(name(show)) : Titles.plain(episode.show());
        String key = ownFolder ? key(show) : "show:" + named.toLowerCase(Locale.ROOT);
        if (shows.add(key)) {
            Nfo told = ownFolder ? nfo(show.resolve("tvshow.nfo")).orElse(Nfo.NONE) : Nfo.NONE;
            String title = told.title().isEmpty() ? named : told.title();
            sink.accept(new ImportedSeries(
                    listing(key, title.isBlank() ? "Unnamed" : title, told), told.details(), List.of(), true));
        }
        Nfo nfo = nfo(file.resolveSibling(stem(file) + ".nfo")).orElse(Nfo.NONE);
        int number = nfo.episode() < 0 ? episode.number() : nfo.episode();
        String title = nfo.title().isEmpty() ? episode.title() : nfo.title();
        sink.accept(new ImportedEpisode(
                key(file),
                0,
                key,
                nfo.season() < 0 ? episode.season() : nfo.season(),
                number,
                title.isBlank() ? "Episode " + number : Texts.clean(title, Listed.MAX_NAME),
                null,
                nfo.details(),
                source(file)));
    }

    private static ImportedListing listing(String key, String name, Nfo nfo) {
        Details details = nfo.details();
        String genre = Texts.clean(details.genre().split(",", 2)[0], Category.MAX_NAME);
        String shown = Texts.clean(name, Listed.MAX_NAME);
        return new ImportedListing(
                key,
                0,
                shown.isBlank() ? "Unnamed" : shown,
                new ImportedCategory(0, genre.isBlank() ? Category.UNCATEGORIZED : genre),
                null,
                false);
    }

    private static Source source(Path file) {
        return new Source("file:" + file);
    }

    private String key(Path file) {
        return root.relativize(file).toString();
    }

    /** Whether no other film stands in its folder. */
    private boolean isAlone(Path file) {
        Path folder = folder(file);
        if (folder.equals(root)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(other -> MEDIA.contains(extension(other)))
                            .filter(other -> !EXTRA.matcher(stem(other)).matches())
                            .count()
                    == 1;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Nfo> nfo(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return NfoReader.read(in);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? root : parent;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String stem(Path file) {
        String name = name(file);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    private static String extension(Path file) {
        String name = name(file);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
