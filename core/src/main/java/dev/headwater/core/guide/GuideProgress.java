package dev.headwater.core.guide;

/** Is told how far an import is. */
public interface GuideProgress {
    GuideProgress NONE = new GuideProgress() {
        @Override
        public void read(long bytes) {}

        @Override
        public void written(int channels, int of) {}
    };

    /** @param bytes of the file as it came, packed or not */
    void read(long bytes);

    /** After the whole file was read: how many of its channels are written. */
    void written(int channels, int of);
}
