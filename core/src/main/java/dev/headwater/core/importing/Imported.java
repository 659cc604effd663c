package dev.headwater.core.importing;

/** Something another list holds, as it is to be taken over. */
public sealed interface Imported permits ImportedChannel, ImportedMovie, ImportedSeries, ImportedEpisode {
    /** Names the same thing at every reading of its source; of no other thing of the same type there. */
    String key();

    /** As lists show it. */
    String name();

    /** The id it has where it comes from; 0: none. */
    int id();
}
