import os
def test_look(unlocked, picture, qtbot):
    from silkfield.desktop.look import Look
    for name, look, size in (("en", Look(), (1366,768)), ("narrow", Look(), (1093,614)), ("rtl", Look("ur"), (1366,768))):
        w = unlocked(look, size=size)
        for form in os.environ.get("FORMS","session,counselling_contact,event").split(","):
            w.area.open_page("enter", form=form)
            w.resize(*size)
            picture(w, f"{name}-{form}")
        w.close()
