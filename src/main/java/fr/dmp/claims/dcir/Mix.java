package fr.dmp.claims.dcir;

/** A digest of 64 bits that tells contents apart which nobody chose to look alike. */
final class Mix {

    private long value = 0x243F6A8885A308D3L;

    Mix add(long more) {
        value = (value ^ more) * 0x9E3779B97F4A7C15L;
        value ^= value >>> 32;
        return this;
    }

    Mix add(CharSequence more) {
        for (int i = 0; i < more.length(); i++) {
            add(more.charAt(i));
        }
        return add(~more.length());
    }

    long value() {
        return value;
    }
}
