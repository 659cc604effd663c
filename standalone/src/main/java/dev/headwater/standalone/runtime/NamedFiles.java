package dev.headwater.standalone.runtime;

import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.guide.GuideSources;
import dev.headwater.core.media.Source;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The files of this machine that the catalogue and the guide are made of. */
record NamedFiles(Catalog catalog, GuideSources guides) {
    Set<Path> all() {
        Set<Path> files = new HashSet<>();
        catalog.channels().forEach(channel -> channel.sources().forEach(source -> add(files, source)));
        catalog.movies().forEach(movie -> add(files, movie.source()));
        catalog.series().forEachEpisode(episode -> add(files, episode.source()));
        guides.list().stream()
                .filter(guide -> !guide.isWeb() && !guide.isOwn())
                .forEach(guide -> files.add(Path.of(guide.location())));
        return files;
    }

    private static void add(Set<Path> files, Source source) {
        if (source.kind() == Source.Kind.FILE) {
            files.add(Path.of(source.rest()));
        }
    }
}
