// Pictures dropped or pasted into the window become references.
import { useEffect, useState } from 'preact/hooks'

const isPicture = (file: File): boolean => file.type.startsWith('image/')

/** Listens on the whole window. Tells whether files are being dragged over it. */
export function useFileIntake(onFile: (file: File, name: string) => void): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const take = (files: FileList | undefined, fallback: string): boolean => {
      const pictures = [...(files ?? [])].filter(isPicture)
      for (const file of pictures) onFile(file, file.name.replace(/\.[^.]+$/, '') || fallback)
      return pictures.length > 0
    }
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      take(event.dataTransfer?.files, 'Dropped picture')
    }
    const onPaste = (event: ClipboardEvent): void => {
      if (take(event.clipboardData?.files, 'Pasted picture')) event.preventDefault()
    }
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
      window.removeEventListener('paste', onPaste)
    }
  }, [onFile])
  return over
}
