package fr.dmp.emergency;

/**
 * What a reviewer has said.
 *
 * @param words which the holder reads, once it is the outcome
 */
public record Opinion(Review finding, String words) {

    @Override
    public String toString() {
        return "Opinion[" + finding + "]";
    }
}
