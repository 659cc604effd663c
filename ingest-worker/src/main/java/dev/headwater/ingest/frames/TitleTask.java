package dev.headwater.ingest.frames;

/**
 * What is done for a film by one child. Its text is the name of the file that says it is done.
 *
 * @param part counted from 0, or which sound; 0 where it is neither
 */
public record TitleTask(Kind kind, int part) {
    /** Kinds of tasks. */
    public enum Kind {
        /** Fetches the file, looks at it and plans; a film that is made in one part is then made to its end. */
        BEGIN,
        /** Encodes all of a sound: the main one, or of the others that is counted from 1. */
        SOUND,
        /** Encodes the pictures of a part. The last one wants the sound to be there: its last picture stands as long. */
        PART,
        /** Makes small pictures to find a place by. */
        STORYBOARD,
        /** Cuts what was encoded into segments, and makes the progressive file of it. */
        JOIN
    }

    public static final TitleTask BEGIN = new TitleTask(Kind.BEGIN, 0);
    /** The main one. */
    public static final TitleTask SOUND = new TitleTask(Kind.SOUND, 0);

    public static final TitleTask STORYBOARD = new TitleTask(Kind.STORYBOARD, 0);
    public static final TitleTask JOIN = new TitleTask(Kind.JOIN, 0);

    private static final String PART = "part-";
    private static final String OTHER_SOUND = "sound-";

    public static TitleTask part(int number) {
        return new TitleTask(Kind.PART, number);
    }

    /** @param number of the sounds beside the main one, from 1 */
    public static TitleTask sound(int number) {
        return new TitleTask(Kind.SOUND, number);
    }

    /** Reads what {@link #toString} gave. */
    static TitleTask parse(String text) {
        return switch (text) {
            case "begin" -> BEGIN;
            case "sound" -> SOUND;
            case "storyboard" -> STORYBOARD;
            case "join" -> JOIN;
            default -> {
                if (text.matches(OTHER_SOUND + "[1-9]")) {
                    yield sound(Integer.parseInt(text.substring(OTHER_SOUND.length())));
                }
                if (!text.matches(PART + "\\d{1,6}")) {
                    throw new IllegalArgumentException("a film has no such task");
                }
                yield part(Integer.parseInt(text.substring(PART.length())));
            }
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case BEGIN -> "begin";
            case SOUND -> part == 0 ? "sound" : OTHER_SOUND + part;
            case PART -> PART + part;
            case STORYBOARD -> "storyboard";
            case JOIN -> "join";
        };
    }
}
