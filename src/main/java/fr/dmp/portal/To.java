package fr.dmp.portal;

/** After a form, the browser is sent to a page of its own, which can be loaded again without doing anything twice. */
final class To {

    private To() {}

    static String page(String path) {
        return "redirect:" + path;
    }
}
