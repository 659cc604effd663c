package dev.headwater.core.catalog;

/**
 * What is withheld from everybody by order, whatever the catalogue says of it: it is in no list, plays for nobody and is
 * not made. It stands beside the content, so that nothing that writes content can undo it. Answers from memory, or reads
 * one small range; what another process ordered counts within a second.
 */
public interface Withheld {
    /** For a headend nobody has ordered anything of. */
    Withheld NOTHING = new Withheld() {
        @Override
        public boolean holds(Content content) {
            return false;
        }

        @Override
        public boolean holdsStream(int id) {
            return false;
        }
    };

    boolean holds(Content content);

    /** @param id of a channel, a movie or an episode */
    boolean holdsStream(int id);
}
