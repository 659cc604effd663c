package dev.headwater.api.admin.uploads;

import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.guide.GuideSources;
import dev.headwater.core.media.Source;
import java.util.HashSet;
import java.util.Set;

/** The uploads that films, episodes, channels and guides are made of. */
public record UsedUploads(Catalog catalog, GuideSources guides) {
    public Set<String> ids() {
        Set<String> ids = new HashSet<>();
        catalog.channels().forEach(channel -> channel.sources().forEach(source -> add(ids, source)));
        catalog.movies().forEach(movie -> add(ids, movie.source()));
        catalog.series().forEachEpisode(episode -> add(ids, episode.source()));
        guides.list().stream()
                .filter(guide -> guide.location().startsWith(UploadBook.PREFIX))
                .forEach(guide -> ids.add(guide.location().substring(UploadBook.PREFIX.length())));
        return ids;
    }

    private static void add(Set<String> ids, Source source) {
        if (source.kind() == Source.Kind.UPLOAD) {
            ids.add(source.rest());
        }
    }
}
